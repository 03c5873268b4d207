// The language of the pages: what the browser asks for, until somebody chooses.

const YEAR = 365 * 24 * 3600;
const choice = document.getElementById("language");

choice?.addEventListener("change", () => {
  document.cookie = `termcheck-language=${choice.value}; path=/; max-age=${YEAR}; samesite=strict`;
  location.reload();
});
