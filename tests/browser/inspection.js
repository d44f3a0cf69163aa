// What is asked of a page that axe does not ask. The value of this file is an object of functions; each returns faults.
({
  // The language, one first heading, no level left out, no id twice.
  order() {
    const wrong = [], root = document.documentElement;
    if (root.lang !== "pl") wrong.push(`lang is ${root.lang || "not set"}`);
    if (!document.title.trim()) wrong.push("no title");
    const level = each => +(each.getAttribute("aria-level") || each.tagName[1]);
    const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")].filter(each => each.checkVisibility());
    const first = headings.filter(each => level(each) === 1);
    if (first.length !== 1) wrong.push(`${first.length} first headings`);
    headings.reduce((above, each) => {
      if (above && level(each) > above + 1) wrong.push(`level ${level(each)} after ${above}: ${each.textContent.trim()}`);
      return level(each);
    }, 0);
    const ids = [...document.querySelectorAll("[id]")].map(each => each.id);
    new Set(ids.filter((id, place) => ids.indexOf(id) !== place)).forEach(id => wrong.push(`id twice: ${id}`));
    return wrong;
  },

  // Nothing reaches beyond the window.
  width() {
    const root = document.documentElement;
    const beyond = Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
    return beyond > 0 ? [`${beyond} px too wide`] : [];
  },

  // No words are cut off by their own box.
  room() {
    const wrong = [];
    for (const each of document.body.querySelectorAll("*")) {
      const style = getComputedStyle(each);
      const hides = [style.overflowX, style.overflowY].some(way => way === "hidden" || way === "clip");
      const cut = each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1;
      const forEyes = each.clientWidth > 1 && each.clientHeight > 1 && each.innerText;
      if (hides && cut && forEyes) wrong.push(`cut off: ${each.tagName} ${each.className}`);
    }
    return wrong;
  },

  // Wherever the keyboard stops: in sight, uncovered, with an outline. One press of Tab must have gone before.
  stops() {
    const wrong = [], within = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    for (const each of document.querySelectorAll(within)) {
      if (each.disabled || !each.checkVisibility({visibilityProperty: true})) continue;
      each.focus();
      if (document.activeElement !== each) continue;
      const name = `${each.tagName} ${(each.innerText || each.name || each.id).trim().slice(0, 40)}`;
      const box = [...each.getClientRects()].find(one => one.width > 1 && one.height > 1);
      if (!box || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
        wrong.push(`out of sight: ${name}`);
        continue;
      }
      const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (seen && !each.contains(seen) && !seen.contains(each)) wrong.push(`covered: ${name}`);
      const style = getComputedStyle(each);
      if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push(`no mark of the focus: ${name}`);
    }
    return wrong;
  },

  // Where the first stop of the keyboard leads: past the header, to what the page is about.
  skip() {
    const link = document.activeElement, target = link.hash && document.querySelector(link.hash);
    if (!target) return ["the first stop is no link into the page"];
    return link.getBoundingClientRect().top >= 0 ? [] : ["the first stop is not seen"];
  },
  skipped: () => document.activeElement.matches("main, main *") ? [] : ["the first link does not lead to the contents"],

  words: () => document.body.innerText.split(/\s+/).filter(Boolean),
  links: () => [...document.querySelectorAll("a[href]")].map(link => link.href),
})
