// Saves a form as it is typed: <form data-autosave="/drafts/save"> with hidden fields _draft-form, _draft-about, _draft and
// _draft-version. Without scripts the form is sent as ever, and nothing is saved before.
const QUIET = 1200;
const AGAIN = 15000;

export function saveAsTyped(form) {
  const status = form.querySelector("[data-autosave-status]") ?? form.appendChild(statusLine());
  let timer;
  let saving = false;
  let changed = false;
  let sent = false;

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  async function save() {
    if (saving) {
      changed = true;
      return;
    }
    if (sent) {
      return;
    }
    saving = true;
    changed = false;
    const typed = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") {
        typed.append(name, value);
      }
    }
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: typed,
        credentials: "same-origin",
        redirect: "error",
        headers: { Accept: "application/json" },
      });
      const said = await answer.json();
      if (answer.ok) {
        form.elements["_draft"].value = said.key;
        form.elements["_draft-version"].value = said.version;
        const at = new Date(said.savedAt);
        status.textContent = `Kept as a draft at ${at.toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit" })}`;
      } else {
        status.textContent = said.problem ?? "It cannot be kept just now. It is still on this page";
        if (answer.status >= 500 || answer.status === 429) {
          later(AGAIN);
        }
      }
    } catch {
      status.textContent = "It cannot be kept just now. It is still on this page";
      later(AGAIN);
    } finally {
      saving = false;
      if (changed) {
        later(QUIET);
      }
    }
  }

  form.addEventListener("input", () => later(QUIET));
  form.addEventListener("change", () => later(QUIET));
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
  });
}

function statusLine() {
  const line = document.createElement("p");
  line.className = "govuk-hint";
  line.setAttribute("role", "status");
  return line;
}
