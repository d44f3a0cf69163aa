/* Lists that are edited as a whole. Everything works without this script by the numbers in the rows; with it rows move
   by buttons, and the numbers follow what is seen. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const STEPS = [
    ["up", "↑", "Przenieś w górę"],
    ["down", "↓", "Przenieś w dół"],
    ["insert", "+", "Wstaw wiersz poniżej"],
  ];

  /* The same rule as in tasks/numbering.py: by place, unless a label says otherwise. */
  function* numbering() {
    let last = 0;
    let label = yield "";
    for (;;) {
      if (label) {
        last = Math.max(last, parseInt(label, 10) || 0);
      } else {
        last += 1;
      }
      label = yield label || String(last);
    }
  }

  function counter() {
    const numbers = numbering();
    numbers.next();
    return (label) => numbers.next(label).value;
  }

  class Rows {
    constructor(group) {
      this.group = group;
      this.list = group.querySelector("[data-list]");
      this.said = group.querySelector("[data-said]");
      this.arranged = group.querySelector("[data-arranged]");
      this.total = group.querySelector(`[name="${group.dataset.rows}-TOTAL_FORMS"]`);
      this.list.querySelectorAll("[data-blank]").forEach((row) => row.remove());
      group.querySelectorAll("[data-without-script]").forEach((part) => part.remove());
      group.querySelectorAll("[data-with-script]").forEach((part) => part.removeAttribute("hidden"));
      this.rows().forEach((row) => this.equip(row));
      this.renumber();
      group.addEventListener("click", (event) => this.clicked(event));
      group.addEventListener("change", (event) => this.changed(event));
      group.addEventListener("keydown", (event) => this.pressed(event));
    }

    rows() {
      return [...this.list.children];
    }

    isPoint(row) {
      return Boolean(row.querySelector("[data-point]")?.checked);
    }

    isRemoved(row) {
      return row.querySelector("[data-remove]").checked;
    }

    /* A duty goes with its points. */
    block(row) {
      const block = [row];
      if (!this.isPoint(row)) {
        for (let next = row.nextElementSibling; next && this.isPoint(next); next = next.nextElementSibling) {
          block.push(next);
        }
      }
      return block;
    }

    equip(row) {
      if (!this.arranged) {
        return;
      }
      const tools = row.querySelector(".row-tools");
      for (const [name, sign, words] of [...STEPS].reverse()) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "step";
        button.dataset.do = name;
        button.textContent = sign;
        button.title = words;
        button.setAttribute("aria-label", words);
        tools.prepend(button);
      }
    }

    renumber() {
      if (this.arranged) {
        this.arranged.value = "1";
      }
      const duty = counter();
      let above = "";
      let point = counter();
      this.rows().forEach((row, index) => {
        const isPoint = this.isPoint(row);
        const isRemoved = this.isRemoved(row);
        const label = row.querySelector("[data-label]")?.value.trim() ?? "";
        let number = "";
        if (!isRemoved) {
          number = isPoint ? point(label) : duty(label);
        }
        above = isPoint ? above : number;
        point = isPoint ? point : counter();
        if (this.arranged) {
          row.querySelector("[data-place]").value = index + 1;
        }
        row.classList.toggle("row-point", isPoint);
        row.classList.toggle("row-removed", isRemoved);
        row.querySelector("[data-number]").textContent = number && `${number}${isPoint ? ")" : "."}`;
        row.querySelector("[data-group]").setAttribute("aria-label", this.nameOf(isPoint, above, number));
      });
    }

    /* The same names as RowsFormSet.named gives. */
    nameOf(isPoint, above, number) {
      if (isPoint) {
        return above && number ? `Zadanie ${above}, punkt ${number}` : "Punkt do usunięcia";
      }
      const called = this.group.dataset.called;
      return `${called[0].toUpperCase()}${called.slice(1)} ${number || "do usunięcia"}`;
    }

    say(words) {
      this.said.textContent = "";
      window.setTimeout(() => { this.said.textContent = words; }, 50);
    }

    clicked(event) {
      const button = event.target.closest("[data-do]");
      if (!button) {
        return;
      }
      const row = button.closest("[data-row]");
      const act = { up: () => this.up(row), down: () => this.down(row), insert: () => this.insert(row),
        append: () => this.insert(this.list.lastElementChild) }[button.dataset.do];
      act();
      if (button.dataset.do === "up" || button.dataset.do === "down") {
        this.moved(row, button);
      }
    }

    changed(event) {
      const row = event.target.closest("[data-row]");
      if (!row) {
        return;
      }
      if (event.target.matches("[data-place]")) {
        const place = Number.parseInt(event.target.value, 10);
        if (place >= 1) {
          this.moveTo(row, place);
        }
        this.moved(row, event.target);
      } else if (event.target.matches("[data-remove]")) {
        this.mark(row, event.target.checked);
      } else if (event.target.matches("[data-point], [data-label]")) {
        this.turned(row, event.target);
      }
    }

    /* Enter in the number of a row moves the row, instead of saving the page. */
    pressed(event) {
      if (event.key === "Enter" && event.target.matches("[data-place]")) {
        event.preventDefault();
        this.changed(event);
      }
    }

    turned(row, input) {
      if (this.isPoint(row) && row === this.list.firstElementChild) {
        input.checked = false;
        this.say("Pierwszy wiersz nie może być punktem: nie ma zadania, do którego by należał.");
        return;
      }
      this.renumber();
      this.say(`Teraz jest to ${this.isPoint(row) ? "punkt" : "zadanie"} ${this.numberOf(row)}`);
    }

    /* A duty that is kept after all keeps the points that were to go along with it, but not those marked by hand. */
    mark(row, isRemoved) {
      const block = this.block(row).filter((each) => each === row || this.isRemoved(each) !== isRemoved)
        .filter((each) => each === row || isRemoved || "along" in each.dataset);
      block.forEach((each) => {
        each.querySelector("[data-remove]").checked = isRemoved;
        delete each.dataset.along;
        if (isRemoved && each !== row) {
          each.dataset.along = "";
        }
      });
      this.renumber();
      const many = block.length > 1 ? " razem z punktami" : "";
      this.say(isRemoved ? `Przy zapisie wiersz zostanie usunięty${many}.` : `Wiersz zostanie${many}.`);
    }

    numberOf(row) {
      return row.querySelector("[data-number]").textContent;
    }

    moved(row, focused) {
      this.renumber();
      focused.focus();
      row.scrollIntoView({ block: "nearest" });
      const rows = this.rows();
      this.say(`Miejsce ${rows.indexOf(row) + 1} z ${rows.length}, numer ${this.numberOf(row)}`);
    }

    up(row) {
      let target = row.previousElementSibling;
      while (target && !this.isPoint(row) && this.isPoint(target)) {
        target = target.previousElementSibling;
      }
      if (target && !(this.isPoint(row) && target === this.list.firstElementChild)) {
        target.before(...this.block(row));
      }
    }

    down(row) {
      const block = this.block(row);
      const next = block.at(-1).nextElementSibling;
      if (next) {
        const target = this.isPoint(row) ? next : this.block(next).at(-1);
        target.after(...block);
      }
    }

    /* The same rule as in orgchart/places.py: before the row that has the smaller number, behind the one that has the
       greater. Only that no duty comes between another and its points. */
    moveTo(row, place) {
      const rows = this.rows();
      const block = this.block(row);
      const from = rows.indexOf(row);
      const to = Math.min(Math.max(place, this.isPoint(row) ? 2 : 1), rows.length) - 1;
      if (block.includes(rows[to])) {
        return;
      }
      let target = rows[to];
      while (!this.isPoint(row) && this.isPoint(target) && target.previousElementSibling) {
        target = target.previousElementSibling;
      }
      if (to < from) {
        target.before(...block);
      } else {
        (this.isPoint(row) ? target : this.block(target).at(-1)).after(...block);
      }
    }

    insert(above) {
      const index = Number(this.total.value);
      const blank = this.group.querySelector("[data-blank-row]");
      const holder = document.createElement("ol");
      holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", String(index));
      const row = holder.firstElementChild;
      this.total.value = index + 1;
      if (above) {
        this.block(above).at(-1).after(row);
        const point = row.querySelector("[data-point]");
        if (point) {
          point.checked = this.isPoint(above);
        }
      } else {
        this.list.append(row);
      }
      row.removeAttribute("data-blank");
      this.equip(row);
      this.renumber();
      row.querySelector(".row-fields textarea, .row-fields select, .row-fields input").focus();
      this.say(`Dodano wiersz ${this.numberOf(row)}`);
    }
  }

  document.querySelectorAll("[data-rows]").forEach((group) => {
    if (group.querySelector("[data-list]") && group.querySelector("[data-said]")) {
      new Rows(group);
    }
  });
});
