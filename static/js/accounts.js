// A button that shows a password while it is typed. Without this script the field is an ordinary one.
for (const field of document.querySelectorAll("input[data-show]")) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button--quiet", textContent: field.dataset.show });
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.textContent = hidden ? field.dataset.hide : field.dataset.show;
  });
  // Browsers offer to keep a password only if it is sent as one.
  field.form.addEventListener("submit", () => { field.type = "password"; });
  field.after(button);
}
document.querySelector(".error-summary")?.focus();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
