// @ts-check
// Runs before the page is shown, so that it does not flash in the other theme.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("errbook-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // A browser without storage for files uses the system theme.
  }
})();
