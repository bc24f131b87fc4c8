// Small comforts over pages that work without any script. Nothing here holds a function of its own.

const ONCE_EVERY = 1000; // milliseconds in which a second press of the same button is taken for a slip

function focusErrorSummary() {
  const summary = document.querySelector(".govuk-error-summary");
  if (!summary) return;
  summary.setAttribute("tabindex", "-1");
  summary.focus();
}

function guardDoubleSubmit() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const last = Number(form.dataset.submittedAt || 0);
    if (event.timeStamp - last < ONCE_EVERY && last > 0) event.preventDefault();
    else form.dataset.submittedAt = String(event.timeStamp);
  });
}

// Jump to a mark that is already on the page without loading it again, and lead back to the link afterwards.
function jumpToMarks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-mark]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const anchor = document.getElementById(link.dataset.mark);
    if (!anchor) return;
    event.preventDefault();
    showMark(anchor);
  });
}

function showMark(anchor) {
  document.querySelectorAll(".app-mark--current").forEach((each) => each.classList.remove("app-mark--current"));
  let next = anchor.nextElementSibling;
  while (next && !next.classList.contains("app-mark")) next = next.nextElementSibling;
  if (next) next.classList.add("app-mark--current");
  anchor.scrollIntoView({ block: "center" });
  anchor.focus({ preventScroll: true });
}

function showMarkOfAddress() {
  const anchor = location.hash && document.getElementById(location.hash.slice(1));
  if (anchor && anchor.classList.contains("app-anchor")) showMark(anchor);
}

function offerPassword() {
  const button = document.querySelector(".govuk-js-password-input-toggle");
  const input = document.querySelector(".govuk-js-password-input-input");
  if (!button || !input) return;
  button.hidden = false;
  const set = (shown) => {
    input.type = shown ? "text" : "password";
    button.textContent = shown ? "Hide" : "Show";
    button.setAttribute("aria-label", shown ? "Hide password" : "Show password");
  };
  button.addEventListener("click", () => set(input.type === "password"));
  input.form.addEventListener("submit", () => set(false));
}

focusErrorSummary();
guardDoubleSubmit();
jumpToMarks();
showMarkOfAddress();
offerPassword();
