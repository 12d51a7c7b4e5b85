// Filters for the table of decisions. Without this script it is a plain table.
// The address keeps the choice: ?status=accepted&status=proposed&tag=db&q=words
(function () {
  "use strict"

  const table = document.querySelector("table[data-adr-index]")
  const count = document.querySelector("[data-adr-count]")
  if (!table || !count) return

  const rows = [...table.querySelectorAll("tr[data-adr-status]")].map((row) => ({
    row,
    status: row.dataset.adrStatus,
    tags: tagsOf(row),
    words: fold(row.textContent),
  }))
  const everything = count.textContent
  const chosen = read()

  const box = element("input", {
    type: "search",
    className: "adr-filter__words",
    placeholder: "Filter by id, title, date or tag",
    ariaLabel: "Filter decisions",
    autocomplete: "off",
    value: chosen.words,
  })
  const statuses = facet("status", "Status", tally(rows.map(({ status }) => [status])))
  const tags = facet("tag", "Tag", tally(rows.map((row) => row.tags)))
  const clear = element("button", { type: "button", className: "adr-filter__clear" }, "Clear")
  const form = element("form", { className: "adr-filter", role: "search" })
  form.append(box, ...[statuses, tags].filter(Boolean), clear)
  count.before(form)
  count.setAttribute("aria-live", "polite")

  box.addEventListener("input", () => {
    chosen.words = box.value
    apply()
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  clear.addEventListener("click", () => {
    chosen.words = box.value = ""
    chosen.status.clear()
    chosen.tag.clear()
    apply()
    box.focus()
  })
  apply()

  function apply() {
    const words = fold(chosen.words).split(/\s+/).filter(Boolean)
    let shown = 0
    for (const entry of rows) {
      const fits =
        (!chosen.status.size || chosen.status.has(entry.status)) &&
        [...chosen.tag].every((tag) => entry.tags.includes(tag)) &&
        words.every((word) => entry.words.includes(word))
      entry.row.hidden = !fits
      shown += fits
    }
    for (const body of table.tBodies) {
      body.hidden = !body.querySelector("tr[data-adr-status]:not([hidden])")
    }
    for (const button of form.querySelectorAll("[data-adr-facet]")) {
      const { adrFacet, adrValue } = button.dataset
      button.setAttribute("aria-pressed", chosen[adrFacet].has(adrValue))
    }
    const filtered = chosen.status.size + chosen.tag.size + words.length > 0
    clear.hidden = !filtered
    count.textContent = filtered ? `${shown} of ${rows.length} decisions.` : everything
    write()
  }

  function facet(name, title, counts) {
    if (counts.length === 0) return null
    const group = element("div", { className: "adr-facet", role: "group", ariaLabel: title })
    group.append(element("span", { className: "adr-facet__name" }, title))
    for (const [value, number] of counts) {
      const kind = name === "status" ? `adr-chip adr-chip--${value}` : "adr-tag"
      const button = element("button", { type: "button", className: kind }, value)
      button.append(element("span", { className: "adr-facet__count" }, String(number)))
      button.dataset.adrFacet = name
      button.dataset.adrValue = value
      button.addEventListener("click", () => {
        if (!chosen[name].delete(value)) chosen[name].add(value)
        apply()
      })
      group.append(button)
    }
    return group
  }

  function read() {
    const query = new URLSearchParams(location.search)
    return {
      words: query.get("q") ?? "",
      status: new Set(query.getAll("status")),
      tag: new Set(query.getAll("tag")),
    }
  }

  function write() {
    const query = new URLSearchParams()
    if (chosen.words) query.set("q", chosen.words)
    for (const name of ["status", "tag"]) {
      for (const value of chosen[name]) query.append(name, value)
    }
    const text = query.toString()
    history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : "") + location.hash)
  }

  function tally(lists) {
    const counts = new Map()
    for (const value of lists.flat()) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  }

  function tagsOf(row) {
    try {
      return JSON.parse(row.dataset.adrTags)
    } catch {
      return []
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
})()
