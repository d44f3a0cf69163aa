/* What a script adds to the readers' pages: copying an address, the section in view, menus that fold by themselves,
   e-mail addresses in the place of their button.
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
