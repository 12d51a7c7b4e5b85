// Filters for the list of decisions. Without this script its facets are links to plain lists.
// The address keeps the choice: ?status=accepted&status=proposed&tag=db&words=kafka
document$.subscribe(async () => {
  "use strict"

  const table = document.querySelector("table[data-adr-index]")
  const count = document.querySelector("[data-adr-count]")
  const facets = document.querySelector("[data-adr-facets]")
  if (!table || !count || !facets || facets.dataset.adrReady) return
  facets.dataset.adrReady = "yes"

  await addMissing()
  const rows = [...table.querySelectorAll("tr[data-adr-values]")].map((row) => ({
    row,
    values: valuesOf(row),
    words: fold(row.textContent),
  }))
  const names = [...facets.querySelectorAll("[data-adr-facet]")].map((one) => one.dataset.adrFacet)
  const everything = count.textContent
  const chosen = read()

  const box = element("input", {
    type: "search",
    className: "adr-filter__words",
    placeholder: "Filter by id, title, date or tag",
    ariaLabel: "Filter by words",
    autocomplete: "off",
    value: chosen.words,
  })
  const clear = element("button", { type: "button", className: "adr-filter__clear" }, "Clear all")
  const form = element("form", { className: "adr-filter", role: "search", ariaLabel: "Filter decisions" })
  form.append(box, clear)
  count.before(form)
  count.setAttribute("role", "status")
  facets.setAttribute("aria-label", "Filters")
  for (const item of facets.querySelectorAll("[data-adr-value]")) checkbox(item)
  fold_up()

  box.addEventListener("input", () => {
    chosen.words = box.value
    apply()
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  clear.addEventListener("click", () => {
    chosen.words = box.value = ""
    for (const name of names) chosen[name].clear()
    apply()
    box.focus()
  })
  apply()

  function apply() {
    const words = fold(chosen.words).split(/\s+/).filter(Boolean)
    let shown = 0
    for (const entry of rows) {
      const fits = fitsWords(entry, words) && names.every((name) => fitsFacet(entry, name))
      entry.row.hidden = !fits
      shown += fits
    }
    for (const body of table.tBodies) {
      body.hidden = !body.querySelector("tr[data-adr-values]:not([hidden])")
    }
    for (const name of names) recount(name, words)
    const filtered = names.some((name) => chosen[name].size) || words.length > 0
    clear.hidden = !filtered
    count.textContent = filtered ? `${shown} of ${rows.length} decisions.` : everything
    write()
  }

  // Values of one facet are alternatives; only tags have to be there all at once.
  function fitsFacet(entry, name) {
    const wanted = chosen[name]
    if (!wanted.size) return true
    const has = entry.values[name] ?? []
    return name === "tag" ? [...wanted].every((v) => has.includes(v)) : has.some((v) => wanted.has(v))
  }

  function fitsWords(entry, words) {
    return words.every((word) => entry.words.includes(word))
  }

  // A count tells how many records one more click would show.
  function recount(name, words) {
    const others = names.filter((other) => other !== name || name === "tag")
    const counts = new Map()
    for (const entry of rows) {
      if (!fitsWords(entry, words) || !others.every((other) => fitsFacet(entry, other))) continue
      for (const value of entry.values[name] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    for (const item of facets.querySelectorAll(`[data-adr-facet="${name}"] [data-adr-value]`)) {
      const value = item.dataset.adrValue
      const number = counts.get(value) ?? 0
      item.querySelector(".adr-facet__count").textContent = number
      item.querySelector("input").checked = chosen[name].has(value)
      item.classList.toggle("adr-facet__none", number === 0)
    }
  }

  function checkbox(item) {
    const name = item.closest("[data-adr-facet]").dataset.adrFacet
    const value = item.dataset.adrValue
    const label = element("label", {})
    const input = element("input", { type: "checkbox", name })
    label.append(input, element("span", {}, value), " ", item.querySelector(".adr-facet__count"))
    input.addEventListener("change", () => {
      if (input.checked) chosen[name].add(value)
      else chosen[name].delete(value)
      apply()
    })
    item.replaceChildren(label)
  }

  // On a phone the facets would fill the first screen.
  function fold_up() {
    const narrow = matchMedia("(max-width: 59.9375em)")
    const summary = element("summary", {}, "Filters")
    const fold = element("details", { className: "adr-fold", open: !narrow.matches })
    fold.append(summary, ...facets.children)
    facets.append(fold)
    narrow.addEventListener("change", () => (fold.open = !narrow.matches))
  }

  // A long log shows its first rows as a table; the rest comes from the data.
  async function addMissing() {
    const source = facets.closest("[data-adr-more]")?.dataset.adrMore
    if (!source || location.protocol === "file:") return
    const there = new Set([...table.querySelectorAll(".adr-title a")].map((link) => link.href))
    const data = await (await fetch(source)).json()
    const body = table.createTBody()
    const tagged = data.records.some((record) => record.tags.length)
    const root = new URL(source, location.href)
    for (const record of data.records) {
      const href = new URL(record.url, root).href
      if (there.has(href)) continue
      const row = body.insertRow()
      row.dataset.adrValues = JSON.stringify({
        status: [record.status],
        tag: record.tags,
        year: record.year ? [record.year] : [],
        decider: record.decision_makers,
      })
      const chip = element("span", { className: `adr-chip adr-chip--${record.status}` }, record.status)
      const id = record.number === null ? "" : `ADR-${String(record.number).padStart(4, "0")}`
      cell(row, "adr-id", id)
      cell(row, "adr-title", element("a", { href }, record.title.replaceAll("`", "")))
      cell(row, "", chip)
      cell(row, "adr-date", record.date ?? "")
      if (tagged) cell(row, "adr-tags", ...record.tags.map((tag) => element("span", { className: "adr-tag" }, tag)))
    }
    document.querySelector("[data-adr-cut]")?.remove()
  }

  function cell(row, className, ...content) {
    row.append(element("td", { className }))
    row.lastChild.append(...content)
  }

  function read() {
    const query = new URLSearchParams(location.search)
    const sets = names.map((name) => [name, new Set(query.getAll(name))])
    return { words: query.get("words") ?? "", ...Object.fromEntries(sets) }
  }

  function write() {
    const query = new URLSearchParams()
    if (chosen.words) query.set("words", chosen.words)
    for (const name of names) {
      for (const value of chosen[name]) query.append(name, value)
    }
    const text = query.toString()
    history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : "") + location.hash)
  }

  function valuesOf(row) {
    try {
      return JSON.parse(row.dataset.adrValues)
    } catch {
      return {}
    }
  }

  function fold(words) {
    return words.normalize("NFKD").replace(/\p{Diacritic}/gu, "").toLowerCase()
  }

  function element(name, properties, words) {
    const made = Object.assign(document.createElement(name), properties)
    if (words !== undefined) made.textContent = words
    return made
  }
})
