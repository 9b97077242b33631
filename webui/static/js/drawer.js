// The drawer of facets is open where there is room for it, for browsers whose style sheets cannot say so.
const roomy = matchMedia("(min-width: 761px)");

function fit() {
  for (const drawer of document.querySelectorAll("[data-drawer]")) drawer.open = roomy.matches;
}

if (!CSS.supports("selector(::details-content)")) {
  roomy.addEventListener("change", fit);
  fit();
}
