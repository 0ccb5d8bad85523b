// Sheets at the desk: a file that is too large is told before it is sent; a bar follows the work.
(() => {
  const file = document.querySelector("input[data-most]");
  file?.addEventListener("change", () => {
    const large = file.files[0]?.size > Number(file.dataset.most);
    file.setCustomValidity(large ? file.dataset.tooLarge : "");
    file.reportValidity();
  });
  const box = document.querySelector("#progress");
  if (!box) return;
  const look = async () => {
    try {
      const now = await (await fetch(box.dataset.address)).json();
      if (!now.at_work) return location.reload();
      if (now.total) Object.assign(box.querySelector("progress"), { max: now.total, value: now.done });
      box.querySelector("[role=status]").textContent = now.words;
    } catch { /* The line was broken: the next look may go through. */ }
    setTimeout(look, 1000);
  };
  look();
})();
