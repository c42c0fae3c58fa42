#!/bin/sh
# Make the secret files that docker-compose.yml reads, in deploy/secrets. Files that exist stay as they are.
# Usage: sh deploy/make-secrets.sh        then put the bot's token into deploy/secrets/telegram_token
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
chmod 700 secrets # the folder is closed; the files below must be readable for the user inside a container

random() { # random BYTES: as letters and digits that need no quoting anywhere
    head -c "$1" /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'
}

keep() { # keep NAME: write standard input to a new file
    if [ -s "secrets/$1" ]; then
        cat >/dev/null
        echo "  secrets/$1 stays as it is"
    else
        cat >"secrets/$1"
        chmod 444 "secrets/$1"
        echo "  secrets/$1 is made"
    fi
}

random 24 | keep postgres_password
printf 'postgresql+psycopg://klankbord:%s@database:5432/klankbord' "$(cat secrets/postgres_password)" | keep database_url
if [ ! -s secrets/secret_key ]; then
    docker build --quiet --tag klankbord:local .. >/dev/null
    docker run --rm --network none klankbord:local key new | keep secret_key
fi
if [ ! -e secrets/telegram_token ]; then
    : >secrets/telegram_token
    chmod 644 secrets/telegram_token
fi
[ -s secrets/telegram_token ] || echo "Now write the bot's token into deploy/secrets/telegram_token."
echo "Keep a copy of deploy/secrets/secret_key apart from the backups: without it nobody can read the data."
