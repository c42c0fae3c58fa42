"""`python -m console` is `klankbord`."""

from console.main import main

raise SystemExit(main())
