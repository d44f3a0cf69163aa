/* Tells on which pages a contact will stand as soon as another unit is chosen, before anything is saved. */
"use strict";

window.addEventListener("load", () => {
  const section = document.querySelector("[data-contact-pages]");
  const unit = document.getElementById("id_unit");
  if (!section || !unit) {
    return;
  }
  unit.addEventListener("change", async () => {
    const answer = await fetch(`${section.dataset.contactPages}&unit=${encodeURIComponent(unit.value)}`);
    if (!answer.ok) {
      return;
    }
    const { pages } = await answer.json();
    const items = pages.map(({ title, path }) => {
      const item = document.createElement("li");
      item.append(title);
      if (path) {
        const address = document.createElement("code");
        address.textContent = path;
        item.append(" ", address);
      }
      return item;
    });
    section.querySelector("[data-pages]").replaceChildren(...items);
  });
});
