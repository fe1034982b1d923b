// @ts-check
// Runs before the page is shown, so that it never flashes in the other theme.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("errbook-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // A browser that keeps nothing for a file shows the theme of the system.
  }
})();
