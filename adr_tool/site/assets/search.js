// Search by Pagefind, with a list of our own: what is in force stands before what is history.
// Opened with the button, or with / or s; arrow keys walk the results, Escape closes.
(() => {
  "use strict"

  const root = new URL("../../", document.currentScript.src)
  const GROUPS = ["In force", "Under discussion", "History"]
  const STEP = 6
  let pagefind = null
  let dialog = null
  let asked = 0

  document$.subscribe(() => {
    if (document.querySelector(".adr-search__open")) return
    const header = document.querySelector(".md-header__inner")
    const open = element("button", { type: "button", className: "adr-search__open" })
    open.append(element("span", {}, "Search"), element("kbd", {}, "/"))
    open.addEventListener("click", show)
    header?.append(open)
  })

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
    if (typing || event.ctrlKey || event.metaKey || event.altKey || dialog?.open) return
    if (event.key === "/" || event.key === "s") {
      event.preventDefault()
      show()
    }
  })

  async function show() {
    dialog ??= make()
    dialog.showModal()
    dialog.querySelector("input").select()
    pagefind ??= await start()
  }

  async function start() {
    const module = await import(new URL("pagefind/pagefind.js", root))
    await module.options({ baseUrl: root.pathname, excerptLength: 24 })
    await module.init()
    return module
  }

  function make() {
    const made = element("dialog", { className: "adr-search", ariaLabel: "Search decisions" })
    const box = element("input", { type: "search", placeholder: "Search decisions", ariaLabel: "Words", autocomplete: "off" })
    const close = element("button", { type: "button", className: "adr-search__close" }, "Close")
    const said = element("p", { className: "adr-search__said" })
    said.setAttribute("role", "status")
    const results = element("div", { className: "adr-search__results md-typeset" })
    const bar = element("form", { className: "adr-search__bar", role: "search" })
    bar.append(box, close)
    made.append(bar, said, results)
    document.body.append(made)
    let waiting = null
    box.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => search(box.value, said, results), 120)
    })
    bar.addEventListener("submit", (event) => {
      event.preventDefault()
      results.querySelector("a")?.click()
    })
    close.addEventListener("click", () => made.close())
    made.addEventListener("click", (event) => event.target === made && made.close())
    made.addEventListener("keydown", (event) => walk(event, box, results))
    return made
  }

  function walk(event, box, results) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const stops = [box, ...results.querySelectorAll("a")]
    const next = stops[stops.indexOf(document.activeElement) + step]
    next?.focus()
  }

  async function search(words, said, results) {
    const turn = ++asked
    if (!words.trim()) {
      said.textContent = ""
      results.replaceChildren()
      return
    }
    pagefind ??= await start()
    const found = await Promise.all(
      GROUPS.map((standing) => pagefind.search(words, { filters: { standing } }))
    )
    const sections = await Promise.all(found.map((one, n) => section(GROUPS[n], one.results)))
    if (turn !== asked) return
    const total = found.reduce((sum, one) => sum + one.results.length, 0)
    said.textContent = total === 1 ? "1 decision" : `${total} decisions`
    results.replaceChildren(...sections.filter(Boolean))
  }

  async function section(name, hits) {
    if (!hits.length) return null
    const made = element("section", {})
    const list = element("ul", {})
    made.append(element("h2", {}, `${name} (${hits.length})`), list)
    let shown = 0
    const more = element("button", { type: "button", className: "adr-search__more" }, "Show more")
    more.addEventListener("click", add)
    await add()
    return made

    async function add() {
      const next = await Promise.all(hits.slice(shown, shown + STEP).map((hit) => hit.data()))
      shown += next.length
      list.append(...next.map(item))
      if (shown < hits.length) made.append(more)
      else more.remove()
    }
  }

  function item(hit) {
    const made = element("li", {})
    const link = element("a", { href: hit.url })
    link.append(element("strong", {}, hit.meta.title))
    const status = element("span", { className: `adr-chip adr-chip--${hit.meta.status}` }, hit.meta.status)
    const line = element("span", { className: "adr-search__line" })
    line.append(status, element("span", { className: "adr-date" }, hit.meta.date ?? ""))
    const excerpt = element("p", {})
    hit.excerpt.split(/<\/?mark>/).forEach((part, n) => {
      excerpt.append(n % 2 ? element("mark", {}, decoded(part)) : decoded(part))
    })
    link.append(line, excerpt)
    made.append(link)
    return made
  }

  // An excerpt is words of a record: it is read as text, never put into the page as HTML.
  function decoded(part) {
    // The mark in front keeps the parser from dropping a leading space.
    return new DOMParser().parseFromString(`|${part}`, "text/html").body.textContent.slice(1)
  }

  function element(name, properties, words) {
    const made = Object.assign(document.createElement(name), properties)
    if (words !== undefined) made.textContent = words
    return made
  }
})()
