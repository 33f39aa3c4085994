// A figure that is opened: choosing a number of its equation says where it comes from and lights what belongs to it.
// Without this script the same numbers are links to their rows.

function chosen(term) {
  const frame = term.closest(".pt-khung");
  const equation = frame.querySelector(".pt");
  const wasChosen = term.classList.contains("sang");
  clear(frame);
  if (wasChosen) {
    return;
  }
  equation.classList.add("ro");
  term.classList.add("sang");
  frame.after(box(term));
}

function clear(frame) {
  frame.querySelector(".pt").classList.remove("ro");
  frame.querySelectorAll(".sang").forEach((term) => term.classList.remove("sang"));
  if (frame.nextElementSibling?.classList.contains("goi")) {
    frame.nextElementSibling.remove();
  }
}

// The dark box under the equation: what the number is, and the row with its source.
function box(term) {
  const says = document.createElement("div");
  says.className = "goi";
  says.setAttribute("role", "status");
  const number = document.createElement("b");
  number.textContent = `${term.querySelector("b").textContent} ${term.querySelector("small").textContent}. `;
  says.append(number, term.dataset.says);
  const row = document.getElementById(term.hash.slice(1));
  if (row?.id.startsWith("dv-")) {
    says.append(` ${row.lastElementChild.textContent.trim()}.`);
  }
  return says;
}

document.addEventListener("click", (event) => {
  const term = event.target.closest?.(".pt a.h[data-says]");
  if (term && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    chosen(term);
  }
});
