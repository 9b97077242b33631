// "/" puts the cursor into the search box, unless the reader is typing somewhere already.
const box = document.querySelector("[data-focus-key]");

document.addEventListener("keydown", (event) => {
  if (event.key !== box?.dataset.focusKey || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  box.focus();
  box.select();
});
