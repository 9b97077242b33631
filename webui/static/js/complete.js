// Offers words of the archive that begin as the last word of the search box does. Silent where it cannot.
const PAUSE_MS = 150;
const LEAST_CHARS = 2;
const LAST_WORD = /(?:^|[\s(])-?([^\s()"“”:*?~]+)$/u;

for (const box of document.querySelectorAll("[data-complete]")) {
  const list = document.createElement("datalist");
  list.id = `${box.id}-completions`;
  box.after(list);
  box.setAttribute("list", list.id);

  let timer = 0;
  let pending = new AbortController();

  box.addEventListener("input", (event) => {
    clearTimeout(timer);
    pending.abort();
    if (event.inputType === "insertReplacementText" || !event.inputType) return; // a completion was taken
    const word = LAST_WORD.exec(box.value)?.[1] ?? "";
    if ([...word].length < LEAST_CHARS) {
      list.replaceChildren();
      return;
    }
    timer = setTimeout(() => complete(word), PAUSE_MS);
  });

  async function complete(word) {
    pending = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.complete}?${new URLSearchParams({ q: word, size: "8" })}`, {
        signal: pending.signal,
      });
      if (answer.ok) offer((await answer.json()).completions, word);
    } catch {
      list.replaceChildren(); // a newer word, or no connection: the box works without
    }
  }

  function offer(completions, word) {
    const before = box.value.slice(0, box.value.length - word.length);
    const options = completions.filter(({ text }) => text !== word).map(({ text }) => new Option(before + text));
    list.replaceChildren(...options.map((option) => Object.assign(option, { value: option.text })));
  }
}
