// A figure opened in a drawer over the page that one came from. The figure's page itself is fetched and its content
// shown; the address becomes that of the figure, so it can be sent, and Back closes. On narrow pages links stay links.

const WIDE = matchMedia("(min-width: 821px)");
const FIGURE = /\/results\/[^/]+\/\d{4}\/[^/]+\/[^/]+$/;
const CONTENT = "article.mo-ra";

const template = document.getElementById("ngan-mau");
const pageTitle = document.title;
let drawer = null;
let opener = null;
let depth = 0; // how many figures were opened since the page

function leadsToFigure(link) {
  return link.origin === location.origin && FIGURE.test(link.pathname);
}

function isPlain(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

function made() {
  const dialog = template.content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("button[value=close]")) {
      leave();
    }
  });
  return dialog;
}

// Shows the figure of an address; where it cannot be had, the browser goes there as without a script.
async function show(address) {
  drawer ??= made();
  const body = drawer.querySelector(".ruot");
  const status = drawer.querySelector(".cho");
  status.textContent = status.dataset.words;
  body.setAttribute("aria-busy", "true");
  await window.htmx.ajax("GET", address, { target: body, select: CONTENT, swap: "innerHTML" });
  const heading = body.querySelector(`${CONTENT} h1`);
  if (!heading) {
    location.assign(address);
    return;
  }
  status.textContent = "";
  body.removeAttribute("aria-busy");
  heading.id = "ng-t";
  head(address, body);
  document.title = heading.textContent;
  if (!drawer.open) {
    drawer.showModal();
  }
  drawer.scrollTop = 0;
  heading.focus({ preventScroll: true });
}

// The line above the figure: one step up the tree, and the figure as a page of its own.
function head(address, body) {
  drawer.querySelector(".rieng").href = address;
  const up = drawer.querySelector(".len");
  const above = body.querySelector(".duong li:nth-last-child(2) a");
  up.replaceChildren();
  if (above) {
    const link = document.createElement("a");
    link.href = above.href;
    link.textContent = `${drawer.dataset.up} ${above.querySelector("b").firstChild.textContent.trim()}`;
    up.append(link);
  }
}

function open(link) {
  if (!drawer?.open) {
    opener = link;
    link.classList.add("dang-mo");
  }
  depth += 1;
  history.pushState({ figure: link.href, depth }, "", link.href);
  show(link.href);
}

// Closing goes back to the page's own address; what the drawer pushed stays reachable with Forward.
function leave() {
  history.go(-depth);
}

function close() {
  depth = 0;
  document.title = pageTitle;
  drawer?.close();
  drawer?.querySelector(".ruot").replaceChildren();
  opener?.classList.remove("dang-mo");
  opener?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || !isPlain(event) || !WIDE.matches || link.classList.contains("rieng")) {
    return;
  }
  const inside = drawer?.contains(link) ?? false;
  if (leadsToFigure(link) && (inside || link.matches(".mo-so, .ten"))) {
    event.preventDefault();
    open(link);
  } else if (inside && link.getAttribute("href").startsWith("#")) {
    event.preventDefault();
    drawer.querySelector(link.hash)?.scrollIntoView({ block: "center" });
  }
});

window.addEventListener("popstate", (event) => {
  if (event.state?.figure) {
    depth = event.state.depth;
    show(event.state.figure);
  } else {
    close();
  }
});
