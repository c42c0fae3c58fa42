/* The chat page: picks a person and chats with the real bot. Texts become text nodes only, never markup. */
"use strict";

const $ = (id) => document.getElementById(id);
const state = { texts: {}, language: "nl", people: new Map(), current: 0, messages: new Map(), commands: [], play: {}, bot: "", start: "", revealed: new Set(), early: null, held: null, follow: true };
const remember = (key, value) => { try { if (value === undefined) return localStorage.getItem(key); localStorage.setItem(key, value); } catch { /* private mode */ } return null; };
const t = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), state.texts[state.language][key] ?? key);
const locale = () => (state.language === "nl" ? "nl-NL" : "en-GB");
const when = (iso, options) => new Intl.DateTimeFormat(locale(), { timeZone: "Europe/Amsterdam", ...options }).format(new Date(iso));

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== "") element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`/page/${path}`, options);
  if (!answer.ok) throw Object.assign(new Error(answer.statusText), { status: answer.status });
  return answer.json();
}

/* ---------- words and pictures of one message ---------- */

const WRAP = {
  bold: () => make("strong"), italic: () => make("em"), underline: () => make("u"), strikethrough: () => make("s"),
  code: () => make("code"), pre: () => make("pre"), blockquote: () => make("blockquote"),
  spoiler: () => make("span", { class: "hidden-words", role: "button", tabindex: "0", "aria-pressed": "false", on: { click: uncover, keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); uncover(event); } } } }),
  text_link: (entity) => link(entity.url), url: (entity, words) => link(words),
  bot_command: (entity, words) => make("a", { href: "#", on: { click: (event) => { event.preventDefault(); send(words); } } }),
};

function uncover(event) { event.currentTarget.setAttribute("aria-pressed", "true"); }

function link(url) {
  const code = startCode(url);
  if (code) return make("a", { href: `/${state.bot}?start=${encodeURIComponent(code)}`, on: { click: (event) => { event.preventDefault(); send(`/start ${code}`); } } });
  return /^https?:\/\//i.test(url) ? make("a", { href: url, target: "_blank", rel: "noreferrer noopener" }) : make("span");
}

function startCode(url) {
  const found = /^https:\/\/(?:t|telegram)\.me\/([^?/]+)\?start=([\w-]+)$/i.exec(url);
  return found && found[1].toLowerCase() === state.bot.toLowerCase() ? found[2] : "";
}

function words(text, entities) {
  const known = entities.filter((entity) => WRAP[entity.type]);
  const cuts = [...new Set([0, text.length, ...known.flatMap((entity) => [entity.offset, entity.offset + entity.length])])].sort((a, b) => a - b);
  const holder = make("span", { class: "words" });
  let open = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const active = known.filter((entity) => entity.offset <= cuts[i] && entity.offset + entity.length >= cuts[i + 1]);
    let keep = 0;
    while (keep < open.length && open[keep].entity === active[keep]) keep += 1;
    open = open.slice(0, keep);
    for (const entity of active.slice(keep)) {
      const element = WRAP[entity.type](entity, text.slice(entity.offset, entity.offset + entity.length));
      (open.at(-1)?.element ?? holder).append(element);
      open.push({ entity, element });
    }
    (open.at(-1)?.element ?? holder).append(text.slice(cuts[i], cuts[i + 1]));
  }
  return holder;
}

function picture(message) {
  const { file } = message;
  const image = make("img", { src: file.url, alt: t("picture"), width: file.width, height: file.height });
  const key = `${message.number}:${file.url}`;
  if (!file.spoiler || state.revealed.has(key)) return make("div", { class: "picture" }, image);
  image.alt = "";
  const cover = make("button", { type: "button", class: "picture covered" }, image, make("span", { class: "cover" }, make("span", {}, t("reveal"))));
  cover.addEventListener("click", () => { state.revealed.add(key); const plain = picture(message); plain.tabIndex = -1; cover.replaceWith(plain); plain.focus(); });
  return cover;
}

function keys(message) {
  if (!message.keyboard.length) return null;
  let place = -1;
  return make("div", { class: "keys", role: "group" }, ...message.keyboard.map((row) => make("div", {}, ...row.map((button) => {
    place += 1;
    const mine = place;
    const code = button.url && startCode(button.url);
    if (button.url && !code) return make("a", { class: "key", href: button.url, target: "_blank", rel: "noreferrer noopener" }, button.text, make("span", { class: "out", "aria-hidden": "true" }, "↗"));
    return make("button", { class: "key", type: "button", on: { click: (event) => (code ? send(`/start ${code}`) : press(message.number, mine, event.currentTarget)) } }, button.text);
  }))));
}

function bubble(message, fresh) {
  const stamp = make("span", { class: "stamp" }, message.edited ? `${t("edited")} ` : "", when(message.date, { hour: "2-digit", minute: "2-digit" }));
  const inside = make("div", { class: "bubble" });
  if (message.kind === "photo" && message.file) inside.append(picture(message));
  else if (message.kind === "document" && message.file) inside.append(make("a", { class: "file", href: message.file.url, download: message.file.name }, `⤓ ${message.file.name}`));
  else if (message.kind !== "text") inside.append(t("things", { kind: message.kind }));
  inside.append(words(message.text, message.entities), stamp);
  const who = message.mine ? state.people.get(state.current)?.name ?? "" : "Klankbord";
  const label = `${who}, ${when(message.date, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" })}`;
  return make("article", { class: `item${message.mine ? " mine" : ""}${fresh ? " new" : ""}`, id: `m${message.number}`, "aria-label": label }, inside, keys(message));
}

/* ---------- the conversation ---------- */

function showMessages() {
  const log = $("log");
  let day = "";
  const shown = [];
  for (const message of state.messages.values()) {
    const its = when(message.date, { weekday: "long", day: "numeric", month: "long" });
    if (its !== day) shown.push(make("p", { class: "day" }, its));
    day = its;
    shown.push(bubble(message, false));
  }
  const person = state.people.get(state.current);
  if (!shown.length && person) shown.push(make("div", { class: "empty" }, make("h3", {}, t("emptyTitle")), make("p", {}, t(person.code || state.start ? "inviteText" : "emptyText"))));
  log.replaceChildren(...shown);
  log.dataset.day = day;
  showBegin();
  toEnd(false);
}

function showBegin() {
  const person = state.people.get(state.current);
  const begin = Boolean(state.start || (person?.code && !state.messages.size));
  $("begin").hidden = !begin;
  $("composer").hidden = begin;
}

const nearEnd = () => { const log = $("log"); return log.scrollHeight - log.scrollTop - log.clientHeight < 160; };

function toEnd(smooth) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches || state.play.act !== "live";
  state.follow = true;
  const log = $("log"), last = log.lastElementChild;
  // A message taller than the view is read from its top.
  const top = last && last.offsetHeight > log.clientHeight - 24 ? last.offsetTop - log.offsetTop - 8 : log.scrollHeight;
  log.scrollTo({ top, behavior: smooth && !calm ? "smooth" : "auto" });
  $("newest").hidden = true;
}

function addMessage(message) {
  const log = $("log");
  if (state.messages.has(message.number)) { editMessage(message); return; }
  const follow = state.follow || message.mine;
  if (!state.messages.size) log.replaceChildren();
  state.messages.set(message.number, message);
  const day = when(message.date, { weekday: "long", day: "numeric", month: "long" });
  if (day !== log.dataset.day) log.append(make("p", { class: "day" }, day));
  log.dataset.day = day;
  log.append(bubble(message, true));
  if (follow) toEnd(true); else $("newest").hidden = false;
  showTyping(false);
  showBegin();
}

function editMessage(message) {
  const old = $(`m${message.number}`);
  state.messages.set(message.number, message);
  if (!old) return;
  const follow = state.follow && old === $("log").lastElementChild;
  const place = [...old.querySelectorAll(".key")].indexOf(document.activeElement);
  const fresh = bubble(message, false);
  old.replaceWith(fresh);
  if (place >= 0) { const found = fresh.querySelectorAll(".key"); (found[Math.min(place, found.length - 1)] ?? $("words")).focus({ preventScroll: true }); }
  if (follow) toEnd(true);
}

async function press(number, button, key) {
  key.setAttribute("aria-busy", "true");
  try {
    const { notice, alert } = await ask(`chats/${state.current}/presses`, { message: number, button });
    if (notice && alert) { $("alert-text").textContent = notice; $("alert").showModal(); } else if (notice) tell(notice);
  } catch (problem) { tell(t(problem.status === 409 ? "gone" : "notSent")); }
  key.removeAttribute("aria-busy");
}

async function send(text) {
  try { await ask(`chats/${state.current}/messages`, { text }); return true; } catch { tell(t("notSent")); return false; }
}

let noticeTimer = 0;
function tell(text, stay) {
  $("notice").textContent = text;
  $("notice").hidden = false;
  clearTimeout(noticeTimer);
  if (!stay) noticeTimer = setTimeout(() => { $("notice").hidden = true; }, 4500);
}

let typingTimer = 0;
function showTyping(on) {
  clearTimeout(typingTimer);
  $("status").textContent = t(on ? "typing" : "bot");
  $("status").classList.toggle("typing", on);
  if (on) typingTimer = setTimeout(() => showTyping(false), 5000);
}

/* ---------- the people and the play ---------- */

const initials = (name) => name.split(/\s+/).map((part) => part[0]).join("").slice(0, 2).toUpperCase();
const role = (person) => t(person.code && !person.last ? "roleNew" : { teacher: "roleTeacher", lead: "roleLead", coach: "roleCoach" }[person.role]);

function personButton(person) {
  const place = [...state.people.keys()].indexOf(person.number);
  const button = make("button", { type: "button", class: "person", id: `p${person.number}`, "aria-current": String(person.number === state.current), on: { click: () => choose(person.number) } },
    make("span", { class: `avatar c${place % 8}`, "aria-hidden": "true" }, initials(person.name)),
    make("span", { class: "name" }, person.name),
    make("span", { class: "role" }, `${role(person)}${person.hand ? ` · ${t("hand")}` : ""}`),
    make("span", { class: "last" }, person.last));
  const count = person.number === state.current ? 0 : person.unread;
  if (count) button.append(make("span", { class: "count" }, String(count > 99 ? "99+" : count), make("span", { class: "unseen" }, ` ${t("unread", { count })}`)));
  return button;
}

function showPeople() {
  const groups = new Map();
  for (const person of state.people.values()) {
    const group = person.team && person.role !== "coach" ? person.team : t("others");
    groups.set(group, [...(groups.get(group) ?? []), person]);
  }
  $("people").replaceChildren(...[...groups].map(([name, people]) => make("section", {}, make("h3", {}, name), ...people.map(personButton))));
}

function updatePerson(person, fresh) {
  const known = state.people.has(person.number);
  state.people.set(person.number, person);
  const old = $(`p${person.number}`);
  if (!known || !old) { showPeople(); return; }
  const focused = document.activeElement === old;
  const button = personButton(person);
  if (fresh && person.number !== state.current) button.classList.add("fresh");
  old.replaceWith(button);
  if (focused) button.focus();
}

async function choose(number) {
  state.current = number;
  remember("klankbord-person", number);
  // News that comes while the chat is fetched may be newer than what is fetched: it waits and is shown after it.
  const early = [];
  state.early = early;
  const { messages, commands } = await ask(`chats/${number}`);
  if (state.current !== number || state.early !== early) return;
  state.early = null;
  state.messages = new Map(messages.map((message) => [message.number, message]));
  state.commands = commands;
  showPeople();
  $(`p${number}`)?.scrollIntoView({ block: "nearest", inline: "center" });
  showAs();
  showMessages();
  showTyping(false);
  $("newest").hidden = true;
  closeMenu();
  ask(`chats/${number}/read`, {}).catch(() => {});
  early.forEach(take);
}

/* Fetches the chat again and changes only what is different, so that nobody loses their place. */
async function catchUp() {
  const number = state.current;
  if (!number || state.early) return;
  const { messages, commands } = await ask(`chats/${number}`);
  if (state.current !== number || state.early) return;
  state.commands = commands;
  for (const message of messages) {
    const known = state.messages.get(message.number);
    if (!known) addMessage(message); else if (JSON.stringify(known) !== JSON.stringify(message)) editMessage(message);
  }
  const there = new Set(messages.map((message) => message.number));
  const newest = Math.max(0, ...there);
  for (const gone of [...state.messages.keys()].filter((one) => one < newest && !there.has(one))) { state.messages.delete(gone); $(`m${gone}`)?.remove(); }
}

function showAs() {
  const person = state.people.get(state.current);
  $("as").textContent = person ? t({ teacher: "asTeacher", lead: "asLead", coach: "asCoach" }[person.role], person) : "";
}

function showPlay() {
  const { act, week, weeks, problem, now, clock } = state.play;
  $("clock").textContent = now ? when(now, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }) : "";
  $("clock").dateTime = now ?? "";
  const key = act === "live" && !week ? "justChat" : act;
  const line = key ? t(key, { week, weeks, problem }) : "";
  if ($("act").textContent !== line) $("act").textContent = line;
  $("progress").max = weeks || 1;
  $("progress").value = Math.min(week, weeks);
  $("progress").hidden = !(weeks && act !== "live");
  $("steps").hidden = !clock;
  for (const button of $("steps").querySelectorAll("button")) button.disabled = act !== "live";
}

function showLanguage() {
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  $("words").placeholder = t("writeHint");
  $("language").textContent = t("otherLanguage");
  $("language").lang = state.language === "nl" ? "en" : "nl";
  showPeople(); showAs(); showPlay(); showTyping(false); showMessages();
}

function closeMenu() { $("commands").hidden = true; $("menu").setAttribute("aria-expanded", "false"); }

function openMenu() {
  const use = (command) => { closeMenu(); $("words").focus(); send(`/${command}`); };
  $("commands").replaceChildren(...state.commands.map(({ command, description }) => make("li", {}, make("button", { type: "button", on: { click: () => use(command) } }, make("b", {}, `/${command}`), make("span", {}, description)))));
  if (!state.commands.length) return;
  $("commands").hidden = false;
  $("menu").setAttribute("aria-expanded", "true");
  $("commands").querySelector("button").focus();
}

/* ---------- news and beginnings ---------- */

function take(news) {
  if (state.held) { state.held.push(news); return; }
  if (news.person) updatePerson(news.person, news.kind === "message");
  if (news.act) { state.play = news; showPlay(); }
  if (news.kind === "people" && !news.chat) load().catch(() => {});
  if (!news.chat || news.chat !== state.current) return;
  if (state.early) { state.early.push(news); return; }
  if (news.kind === "message") { addMessage(news.message); if (!news.message.mine && document.hasFocus()) ask(`chats/${news.chat}/read`, {}).catch(() => {}); }
  if (news.kind === "edit") editMessage(news.message);
  if (news.kind === "deletion") { state.messages.delete(news.number); $(`m${news.number}`)?.remove(); }
  if (news.kind === "typing") showTyping(true);
}

async function load() {
  const held = [];
  state.held = held;
  const given = await ask("state").finally(() => { state.held = null; });
  state.bot = given.bot;
  state.play = given;
  state.people = new Map(given.people.map((person) => [person.number, person]));
  showPeople(); showPlay();
  if (!state.people.has(state.current) && state.people.size) {
    const wanted = Number(remember("klankbord-person"));
    const newcomer = state.start && [...state.people.values()].find((person) => !person.last);
    await choose(newcomer ? newcomer.number : state.people.has(wanted) ? wanted : [...state.people.keys()][0]);
  }
  held.forEach(take);
  return given;
}

function listen() {
  const source = new EventSource("/page/news");
  let lost = false;
  source.onmessage = (event) => take(JSON.parse(event.data));
  source.onerror = () => { lost = true; tell(t("lost"), true); };
  // What happened between loading and listening is fetched again.
  source.onopen = () => { if (lost) $("notice").hidden = true; lost = false; load().then(catchUp).catch(() => {}); };
}

async function begin() {
  const address = new URLSearchParams(location.search);
  state.start = /^[\w-]{1,64}$/.test(address.get("start") ?? "") ? address.get("start") : "";
  state.texts = await (await fetch("/page/texts.json")).json();
  const given = await load();
  state.language = [address.get("language"), remember("klankbord-language"), given.language].find((one) => state.texts[one]) ?? "nl";
  showLanguage();
  listen();
  $("composer").addEventListener("submit", async (event) => { event.preventDefault(); const field = $("words"); const text = field.value.trim(); if (text && await send(text)) { field.value = ""; grow(); } });
  $("words").addEventListener("input", grow);
  $("words").addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $("composer").requestSubmit(); } });
  $("menu").addEventListener("click", () => ($("commands").hidden ? openMenu() : closeMenu()));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !$("commands").hidden) { closeMenu(); $("menu").focus(); } });
  document.addEventListener("click", (event) => { if (!event.target.closest("#commands, #menu")) closeMenu(); });
  $("begin").addEventListener("click", () => { const code = state.start || state.people.get(state.current)?.code; state.start = ""; history.replaceState(null, "", "/"); send(`/start ${code}`).then(() => { showBegin(); $("words").focus(); }); });
  $("language").addEventListener("click", () => { state.language = state.language === "nl" ? "en" : "nl"; remember("klankbord-language", state.language); showLanguage(); });
  $("newest").addEventListener("click", () => toEnd(true));
  // Who scrolls away reads something: new messages then wait behind a button.
  for (const scroll of ["wheel", "touchmove", "keydown"]) $("log").addEventListener(scroll, () => setTimeout(() => { state.follow = nearEnd(); }, 120), { passive: true });
  $("log").addEventListener("scroll", () => { if (nearEnd()) { state.follow = true; $("newest").hidden = true; } }, { passive: true });
  for (const button of $("steps").querySelectorAll("button")) button.addEventListener("click", () => ask("clock", { days: Number(button.dataset.days) }).catch(() => tell(t("notSent"))));
}

function grow() { const field = $("words"); field.style.height = "auto"; field.style.height = `${field.scrollHeight + 2}px`; }

begin().catch(() => tell("Klankbord: …", true));
