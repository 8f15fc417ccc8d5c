// What scripts add to pages that work without them: the design system's own behaviour, and saving as you type.
import { initAll } from "/assets/govuk-frontend-6.6.0/govuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();

if (document.querySelector("[data-module^='moj-']")) {
  import("/assets/moj-frontend-11.1.0/moj-frontend.min.js").then((moj) => moj.initAll());
}

const saved = document.querySelectorAll("form[data-autosave]");
if (saved.length > 0) {
  import("/autosave.js").then((module) => saved.forEach(module.saveAsTyped));
}
const live = document.querySelector("[data-live]");
const present = document.querySelector("[data-presence]");
if (live || present) {
  import("/live.js").then((module) => module.follow(live, present));
}
