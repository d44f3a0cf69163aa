/* What a script adds to the readers' pages: copying an address or a citation, the section in view, menus that fold by
   themselves, e-mail addresses in the place of their button, whether an office is open now, suggestions to whoever types.
   Everything on the pages works without it. */
"use strict";

const WIDE = "(width >= 62rem)";

/* Lasting addresses: a click copies; once more, and the link is followed. */

const said = document.body.appendChild(document.createElement("p"));
said.className = "said";
said.setAttribute("role", "status");
let copied, silence;

function say(words) {
  clearTimeout(silence);
  said.textContent = words;
  silence = setTimeout(() => { said.textContent = ""; }, 8000);
}

async function copy(link) {
  try {
    await navigator.clipboard.writeText(link.href);
    copied = link;
    say(`Skopiowano odnośnik${link.dataset.what ? ` – ${link.dataset.what}` : ""}. Naciśnij jeszcze raz, aby go otworzyć.`);
  } catch {
    location.assign(link.href);
  }
}

if (navigator.clipboard) {
  document.documentElement.classList.add("copies");
  for (const link of document.querySelectorAll(".here")) {
    const [what, ...where] = link.ariaLabel.split(": ");
    link.dataset.what = where.join(": ");
    link.title = "kopiuj odnośnik";
    if (what === "Stały adres") link.ariaLabel = `Kopiuj odnośnik: ${link.dataset.what}`;
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".here, [data-copy]");
    if (!link || link === copied || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    copy(link);
  });
}

/* A citation: a button copies its words; where that is refused, they are marked for the reader's own hand. */

function citing(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Kopiuj";
  button.setAttribute("aria-describedby", text.id);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim().replaceAll("\u00a0", " "));
      say("Skopiowano cytowanie.");
    } catch {
      getSelection().selectAllChildren(text);
      say("Nie udało się skopiować. Cytowanie jest zaznaczone: naciśnij Ctrl+C.");
    }
  });
  text.after(button);
}

if (navigator.clipboard) document.querySelectorAll("[data-cite]").forEach(citing);

/* The contents list marks the section in view: the last one that begins above a third of the window. */

const contents = document.querySelector(".contents");
const links = new Map();
for (const link of contents?.querySelectorAll("a") ?? []) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (target) links.set(target, link);
}

function mark() {
  const line = innerHeight / 3;
  const passed = [...links.keys()].filter((target) => target.getBoundingClientRect().top <= line);
  const now = links.get(passed.at(-1));
  for (const link of links.values()) {
    if (link === now) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
  if (!now || !matchMedia(WIDE).matches) return;
  const [box, place] = [contents.getBoundingClientRect(), now.getBoundingClientRect()];
  if (place.top < box.top || place.bottom > box.bottom) contents.scrollTop += place.top - box.top - box.height / 2;
}

if (links.size) {
  const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -66.6% 0px" });
  for (const target of links.keys()) watch.observe(target);
}

/* Folded menus: open on wide screens where style alone cannot show what is folded. */

if (!CSS.supports("selector(::details-content)") && matchMedia(WIDE).matches) {
  for (const fold of document.querySelectorAll(".fold")) fold.open = true;
}

/* Escape folds the menu in which the focus is, and leaves the focus on its name. On wide screens only the departments fold. */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest(matchMedia(WIDE).matches ? ".drop[open]" : ".subjects details[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

/* «Pokaż adres»: the rows with the addresses take the place of the row with the button. They come with the page to which
   the form leads: the contact's, or one that names several people, each in a box under the same name. Where none
   comes, the form is sent as without a script. */

const asked = new WeakSet();

async function reveal(form) {
  const answer = await fetch(form.action, { method: "POST" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const name = (box) => box.querySelector("h2, h3, h4, h5, h6")?.textContent;
  const boxes = [...page.querySelectorAll("main .contact")];
  const box = boxes.length > 1 ? boxes.find((each) => name(each) === name(form.closest(".contact"))) : boxes[0];
  const rows = [...box.querySelectorAll('li:has(a[href^="mailto:"])')].map((row) => document.importNode(row, true));
  if (!rows.length) throw new Error("no address came");
  form.closest("li").replaceWith(...rows);
  rows[0].querySelector("a").focus();
  say(rows.length > 1 ? `Pokazano adresy e-mail: ${rows.length}.` : "Pokazano adres e-mail.");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches('.contact form[method="post"]')) return;
  event.preventDefault();
  if (asked.has(form)) return;
  asked.add(form);
  reveal(form).catch(() => form.submit());
});

/* «otwarte teraz»: by the clock in Poland, whatever that of the reader says. A page may be kept for weeks, so it tells
   the hours alone, from Monday on; what is now is reckoned here, again and again. Offices are closed on statutory days
   off, those that journal/working_days.py has (a test compares). */

const CLOCK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Warsaw", hourCycle: "h23",
  year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit",
});
const DAYS_OFF = new Set(["1-1", "1-6", "5-1", "5-3", "8-15", "11-1", "11-11", "12-24", "12-25", "12-26"]);
const DAY = 86400000;

function easter(year) {
  const [century, ofCentury, moon] = [Math.floor(year / 100), year % 100, year % 19];
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * moon + century - Math.floor(century / 4) - shift + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - ofCentury % 4) % 7;
  const days = epact + sunday - 7 * Math.floor((moon + 11 * epact + 22 * sunday) / 451) + 114;
  return Date.UTC(year, Math.floor(days / 31) - 1, days % 31 + 1);
}

function isDayOff(year, month, day) {
  const afterEaster = (Date.UTC(year, month - 1, day) - easter(year)) / DAY;
  return DAYS_OFF.has(`${month}-${day}`) || afterEaster === 1 || afterEaster === 60;
}

function isOpen(week, at) {
  const said = Object.fromEntries(CLOCK.formatToParts(at).map((part) => [part.type, part.value]));
  const [year, month, day] = [said.year, said.month, said.day].map(Number);
  if (isDayOff(year, month, day)) return false;
  const parts = week.split(";")[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7].split(",");
  const now = `${said.hour}:${said.minute}`;
  return parts.map((part) => part.split("-")).some(([opens, closes]) => opens <= now && now < closes);
}

const doors = [...document.querySelectorAll("[data-open]")].map((hours) => {
  const now = hours.appendChild(document.createElement("span"));
  now.className = "now";
  return { now, week: hours.dataset.open };
});

function tellWhatIsOpen() {
  const at = new Date();
  for (const { now, week } of doors) {
    const is = isOpen(week, at);
    now.classList.toggle("is-open", is);
    now.textContent = is ? "otwarte teraz" : "teraz nieczynne";
  }
}

if (doors.length) {
  tellWhatIsOpen();
  setInterval(tellWhatIsOpen, 20000);
  addEventListener("pageshow", tellWhatIsOpen);
}

/* Suggestions to whoever types into a search box: the editable combobox with list autocomplete and manual selection of
   the ARIA Authoring Practices. Choosing a unit leads to its page, choosing words completes what was typed. */

const PAUSE = 150;
const FEWEST_TYPED = 2;
const made = (tag, properties) => Object.assign(document.createElement(tag), properties);

class Suggestions {
  #input; #list; #heard; #told = []; #active = -1; #pause; #asking;

  constructor(input) {
    const id = `${input.id}-podpowiedzi`;
    this.#list = made("ul", { id, className: "suggestions", role: "listbox", ariaLabel: "Podpowiedzi", hidden: true });
    this.#heard = made("p", { className: "aside", ariaLive: "polite" });
    this.#input = Object.assign(input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
    input.setAttribute("aria-controls", id);
    input.parentElement.append(this.#list, this.#heard);
    input.addEventListener("input", () => this.#wait());
    input.addEventListener("keydown", (event) => this.#press(event));
    input.addEventListener("blur", () => this.#leave());
    input.form.addEventListener("submit", () => this.#leave());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()); /* the box keeps the focus */
    this.#list.addEventListener("click", (event) => {
      const at = [...this.#list.children].indexOf(event.target.closest("li"));
      if (at >= 0) this.#choose(at);
    });
  }

  #wait() {
    this.#activate(-1);
    this.#forget();
    if (this.#input.value.trim().length < FEWEST_TYPED) this.#show([]);
    else this.#pause = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    this.#forget();
    const typed = this.#input.value;
    const asking = this.#asking = new AbortController();
    const address = new URL("podpowiedzi/", this.#input.form.action);
    address.search = new URLSearchParams({ q: typed });
    const answer = fetch(address, asking).then((came) => came.json()).catch(() => ({ suggestions: [] }));
    const { suggestions } = await answer;
    if (!asking.signal.aborted) this.#show(suggestions);
  }

  /* An answer that is still to come is not wanted any more. */
  #forget() {
    clearTimeout(this.#pause);
    this.#asking?.abort();
  }

  #leave() {
    this.#forget();
    this.#close();
  }

  #show(told) {
    this.#told = told;
    this.#list.replaceChildren(...told.map((one, at) => this.#option(one, at)));
    if (told.length) this.#open();
    else this.#close();
    if (!told.length && this.#input.value.trim().length >= FEWEST_TYPED) this.#heard.textContent = "Brak podpowiedzi.";
  }

  #option({ text, symbol, above, path }, at) {
    const option = made("li", { id: `${this.#list.id}-${at}`, role: "option", ariaSelected: "false", textContent: text });
    if (symbol) option.append(" ", made("span", { className: "symbol", textContent: symbol }));
    if (path) option.append(" ", made("small", { textContent: `${above ? `${above} – ` : ""}przejdź do strony` }));
    return option;
  }

  #open() {
    this.#list.style.top = `${this.#input.offsetTop + this.#input.offsetHeight}px`;
    this.#list.hidden = false;
    this.#input.ariaExpanded = "true";
    this.#heard.textContent = `Podpowiedzi: ${this.#told.length}.`;
    this.#activate(-1);
  }

  #close() {
    this.#activate(-1);
    this.#list.hidden = true;
    this.#input.ariaExpanded = "false";
    this.#heard.textContent = "";
  }

  #activate(at) {
    this.#active = at;
    for (const [n, option] of [...this.#list.children].entries()) option.ariaSelected = String(n === at);
    const option = this.#list.children[at];
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  #choose(at) {
    const { text, path } = this.#told[at];
    this.#leave();
    this.#told = [];
    if (path) {
      location.assign(path);
    } else {
      this.#input.value = `${text} `;
      this.#input.focus();
    }
  }

  #press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && event.altKey) this.#toggle(by > 0);
    else if (by) this.#move(by);
    else if (event.key === "Escape") this.#escape();
    else if (event.key === "Enter" && this.#active >= 0) this.#choose(this.#active);
    else if (event.key === "Home") this.#back(0);
    else if (event.key === "End") this.#back(this.#input.value.length);
    else {
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.#activate(-1);
      return;
    }
    event.preventDefault();
  }

  #toggle(wanted) {
    if (!wanted) this.#close();
    else if (this.#told.length) this.#open();
    else if (this.#input.value.trim().length >= FEWEST_TYPED) this.#ask();
  }

  /* Beyond the last one comes the first. */
  #move(by) {
    if (this.#list.hidden) this.#toggle(true);
    const many = this.#told.length;
    if (many) this.#activate(this.#active < 0 && by < 0 ? many - 1 : (this.#active + by + many) % many);
  }

  #escape() {
    if (!this.#list.hidden) {
      this.#leave();
    } else {
      this.#input.value = "";
      this.#told = [];
    }
  }

  #back(place) {
    this.#activate(-1);
    this.#input.setSelectionRange(place, place);
  }
}

document.querySelectorAll('[role="search"] input[type="search"]').forEach((input) => new Suggestions(input));
