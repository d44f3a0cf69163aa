/* Beside django-mptt's own script: a move by mouse tells which tree was seen, and the keyboard reaches the buttons. */
"use strict";

window.addEventListener("load", () => {
  const steps = document.getElementById("steps");
  const list = document.getElementById("result_list");
  if (!steps || !list) {
    return;
  }

  django.jQuery.ajaxPrefilter((options) => {
    if (typeof options.data === "string" && options.data.includes("cmd=move_node")) {
      options.data += `&loaded=${encodeURIComponent(steps.elements.loaded.value)}`;
    }
  });

  /* The stock script opens a row's page at Enter, even when Enter presses a button in that row. */
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("#result_list a, #result_list button")) {
      event.stopPropagation();
    }
  }, true);

  /* After the stock script, which puts the focus on the first row: back to the button that was pressed. */
  django.jQuery(() => {
    const wanted = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (wanted) {
      wanted.focus();
    } else if (list.contains(document.activeElement)) {
      document.activeElement.blur();
    }
  });
});
