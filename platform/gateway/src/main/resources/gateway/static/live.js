// Says calmly that a page is no longer up to date, and who else has it open: one stream of server-sent events, while somebody
// looks. <div role="status" data-live="team/T07" data-live-since="…"> is where it is said; what carries data-live-part and an id
// is shown anew when the reader asks for it, so that nothing typed beside it is lost. Without scripts the page is as it was opened.
import { initAll } from "/assets/govuk-frontend-6.6.0/govuk-frontend.min.js";

const FIRST_WAIT = 3000;
const LONGEST_WAIT = 300000;
// whoever has left the desk is signed out in time: streams that open again and again must not keep a session alive
const LEFT = 1200000;

export function follow(status, present) {
  let stream;
  let wait = FIRST_WAIT;
  let timer;
  let lastSeen = Date.now();

  const address = () => {
    const about = status?.dataset.live;
    if (about?.startsWith("/")) {
      return `${about}?shown=${status.dataset.liveShown ?? 0}`;
    }
    const asked = new URLSearchParams();
    if (about) {
      asked.set("about", about);
      asked.set("since", status.dataset.liveSince);
    }
    if (present) {
      asked.set("page", present.dataset.presence);
    }
    return `/live?${asked}`;
  };

  const close = () => {
    clearTimeout(timer);
    stream?.close();
    stream = undefined;
  };

  const open = () => {
    close();
    if (document.hidden || Date.now() - lastSeen > LEFT) {
      return;
    }
    stream = new EventSource(address());
    stream.addEventListener("open", () => {
      wait = FIRST_WAIT;
    });
    stream.addEventListener("changed", (event) => say(event.data));
    stream.addEventListener("presence", (event) => {
      if (present.textContent !== event.data) {
        present.textContent = event.data;
      }
      present.hidden = event.data === "";
    });
    stream.addEventListener("error", () => {
      // opened again by us, later each time, and not by all pages in the same moment
      close();
      timer = setTimeout(open, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  };

  const say = (sentence) => {
    if (!status) {
      return;
    }
    const box = document.createElement("div");
    box.className = "govuk-inset-text";
    const words = document.createElement("p");
    words.className = "govuk-body govuk-!-margin-bottom-1";
    words.textContent = sentence;
    const show = document.createElement("button");
    show.type = "button";
    show.className = "kith-link-button";
    show.textContent = document.querySelector("[data-live-part]") ? "Show it" : "Open the page again";
    show.addEventListener("click", refresh);
    box.append(words, show);
    status.replaceChildren(box);
  };

  const refresh = async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const newStatus = fresh.querySelector("[data-live]");
      const parts = document.querySelectorAll("[data-live-part][id]");
      if (!answer.ok || answer.redirected || !newStatus || parts.length === 0) {
        location.reload();
        return;
      }
      for (const part of parts) {
        const again = fresh.getElementById(part.id);
        if (again) {
          part.replaceChildren(...[...again.childNodes].map((node) => document.importNode(node, true)));
          initAll({ scope: part });
        }
      }
      status.dataset.liveSince = newStatus.dataset.liveSince;
      status.dataset.liveShown = newStatus.dataset.liveShown ?? "";
      const words = document.createElement("p");
      words.className = "govuk-visually-hidden";
      words.textContent = "The page is up to date";
      status.replaceChildren(words);
      status.focus();
      open();
    } catch {
      say("The page could not be shown anew. Try it again in a minute.");
    }
  };

  for (const sign of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(
      sign,
      () => {
        const away = Date.now() - lastSeen > LEFT;
        lastSeen = Date.now();
        if (away && !stream) {
          open();
        }
      },
      { passive: true },
    );
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      close();
    } else {
      lastSeen = Date.now();
      open();
    }
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      open();
    }
  });
  open();
}
