// Says who else has this record open, as they come and go: <p data-presence="/families/…">. The browser opens the stream again
// by itself; without scripts the page shows who was there when it was opened.
export function follow(line) {
  const stream = new EventSource(`/presence?page=${encodeURIComponent(line.dataset.presence)}`);
  stream.addEventListener("presence", (event) => {
    if (line.textContent !== event.data) {
      line.textContent = event.data;
    }
    line.hidden = event.data === "";
  });
  addEventListener("pagehide", () => stream.close());
}
