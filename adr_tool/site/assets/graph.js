// Filters, highlights and arrow keys for the graph. Without this script it is a drawing of links.
document$.subscribe(() => {
  "use strict"

  const view = document.querySelector("[data-adr-graph]")
  if (!view || view.dataset.adrReady) return
  view.dataset.adrReady = "yes"
  const nodes = [...view.querySelectorAll("[data-adr-node]")]
  const edges = [...view.querySelectorAll("[data-adr-source]")]
  const byId = new Map(nodes.map((node) => [node.dataset.adrNode, node]))
  const places = new Map(nodes.map((node) => [node, middle(node)]))
  const near = new Map(nodes.map((node) => [node, new Set([node])]))
  for (const edge of edges) {
    const ends = [byId.get(edge.dataset.adrSource), byId.get(edge.dataset.adrTarget)]
    near.get(ends[0])?.add(ends[1])
    near.get(ends[1])?.add(ends[0])
  }

  const said = element("p", { className: "adr-graph__said" }, hint())
  const box = element("input", {
    type: "search",
    className: "adr-filter__words",
    placeholder: "Find by id or title",
    ariaLabel: "Find in the graph",
  })
  const statuses = element("div", { className: "adr-graph__statuses", role: "group", ariaLabel: "Status" })
  const shown = new Set(nodes.map((node) => node.dataset.adrStatus))
  for (const status of [...shown].sort()) statuses.append(toggle(status))
  const linked = toggleOf("with relations only", false, () => apply())
  statuses.append(linked.label)
  const form = element("form", { className: "adr-filter adr-graph__filter", role: "search", ariaLabel: "Filter the graph" })
  form.append(box, statuses)
  form.addEventListener("submit", (event) => event.preventDefault())
  box.addEventListener("input", apply)
  view.before(form)
  view.after(said)

  for (const node of nodes) {
    node.tabIndex = -1
    node.addEventListener("mouseenter", () => highlight(node))
    node.addEventListener("focus", () => highlight(node))
    node.addEventListener("mouseleave", () => highlight(null))
    node.addEventListener("blur", () => highlight(null))
  }
  if (nodes.length) nodes[0].tabIndex = 0

  // The newest decisions are looked for first; the names of the lanes stay in sight.
  const scroller = view.querySelector(".adr-graph")
  const names = view.querySelectorAll(".adr-lane__name")
  scroller.addEventListener("scroll", () => {
    for (const name of names) name.setAttribute("transform", `translate(${scroller.scrollLeft} 0)`)
  })
  scroller.scrollLeft = scroller.scrollWidth
  view.addEventListener("keydown", (event) => {
    const from = event.target.closest?.("[data-adr-node]")
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key]
    if (!from || !way) return
    event.preventDefault()
    const to = nearest(from, way)
    if (!to) return
    from.tabIndex = -1
    to.tabIndex = 0
    to.focus()
    to.scrollIntoView({ block: "nearest", inline: "nearest" })
  })

  function nearest(from, [dx, dy]) {
    const here = places.get(from)
    let best = null
    let least = Infinity
    for (const node of nodes) {
      if (node === from || node.classList.contains("adr-dim")) continue
      const place = places.get(node)
      const along = (place.x - here.x) * dx + (place.y - here.y) * dy
      const aside = Math.abs((place.x - here.x) * dy) + Math.abs((place.y - here.y) * dx)
      if (along <= 0) continue
      const cost = along + aside * 3
      if (cost < least) [best, least] = [node, cost]
    }
    return best
  }

  function apply() {
    const words = box.value.trim().toLowerCase()
    let count = 0
    for (const node of nodes) {
      const fits =
        shown.has(node.dataset.adrStatus) &&
        (!linked.input.checked || near.get(node).size > 1) &&
        node.getAttribute("aria-label").toLowerCase().includes(words)
      node.classList.toggle("adr-dim", !fits)
      count += fits
    }
    for (const edge of edges) {
      const ends = [byId.get(edge.dataset.adrSource), byId.get(edge.dataset.adrTarget)]
      edge.classList.toggle("adr-dim", ends.every((end) => end?.classList.contains("adr-dim")))
    }
    const first = nodes.find((node) => !node.classList.contains("adr-dim"))
    for (const node of nodes) node.tabIndex = node === first ? 0 : -1
    said.textContent = count === nodes.length ? hint() : `${count} of ${nodes.length} decisions.`
  }

  function highlight(node) {
    view.classList.toggle("adr-graph--focus", node !== null)
    const lit = node ? near.get(node) : new Set()
    for (const other of nodes) other.classList.toggle("adr-lit", lit.has(other))
    for (const edge of edges) {
      const ends = [edge.dataset.adrSource, edge.dataset.adrTarget]
      edge.classList.toggle("adr-lit", node !== null && ends.includes(node.dataset.adrNode))
    }
    if (node) said.textContent = node.getAttribute("aria-label")
  }

  function hint() {
    return "Tab into the graph, then walk with the arrow keys; Enter opens a decision."
  }

  function middle(node) {
    const box = node.getBBox()
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  function toggle(status) {
    const made = toggleOf(status, true, () => {
      if (made.input.checked) shown.add(status)
      else shown.delete(status)
      apply()
    })
    made.label.className = `adr-chip adr-chip--${status}`
    return made.label
  }

  function toggleOf(words, checked, changed) {
    const label = element("label", {})
    const input = element("input", { type: "checkbox", checked })
    input.addEventListener("change", changed)
    label.append(input, ` ${words}`)
    return { label, input }
  }

  function element(name, properties, words) {
    const made = Object.assign(document.createElement(name), properties)
    if (words !== undefined) made.textContent = words
    return made
  }
})
