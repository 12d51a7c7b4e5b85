// What was in force on a day, from decisions.json. Without this script each year's end is listed.
// The address keeps the day: ?on=2024-03-01
document$.subscribe(async () => {
  "use strict"

  const place = document.querySelector("[data-adr-as-of]")
  if (!place || place.childElementCount) return
  if (location.protocol === "file:") return // a page from a disk may read no other file
  const { adrAsOf: source, adrFirst: first, adrLast: last } = place.dataset
  const { records } = await (await fetch(source)).json()
  if (place.childElementCount) return
  const day = element("input", { type: "date", min: first, max: last, id: "adr-day" })
  const slider = element("input", { type: "range", min: 0, max: days(last), ariaLabel: "Day" })
  const label = element("label", { htmlFor: "adr-day" }, "In force on ")
  const controls = element("div", { className: "adr-as-of__controls" })
  const said = element("p", { className: "adr-count" })
  said.setAttribute("role", "status")
  const list = element("ul", { className: "adr-as-of__list" })
  controls.append(label, day, slider)
  place.append(controls, said, list)

  const root = new URL(source, location.href)
  const asked = new URLSearchParams(location.search).get("on")
  show(/^\d{4}-\d\d-\d\d$/.test(asked ?? "") ? asked : last)
  day.addEventListener("change", () => day.value && show(day.value))
  slider.addEventListener("input", () => show(dayAt(Number(slider.value))))

  function show(date) {
    day.value = date
    slider.value = days(date)
    slider.ariaValueText = date
    const then = records.filter((record) => statusOn(record, date) === "accepted")
    const open = records.filter((record) => ["proposed", "draft"].includes(statusOn(record, date)))
    const undated = records.filter((record) => record.statuses.length === 0)
    const rest = undated.length ? `; of ${undated.length} no day is known` : ""
    said.textContent = `${then.length} in force, ${open.length} under discussion${rest}.`
    list.replaceChildren(...then.map(item))
    history.replaceState(history.state, "", `${location.pathname}?on=${date}${location.hash}`)
  }

  function item(record) {
    const made = element("li", {})
    const id = record.number === null ? "" : `ADR-${String(record.number).padStart(4, "0")} `
    made.append(element("a", { href: new URL(record.url, root).href }, id + record.title.replaceAll("`", "")))
    if (!record.in_force) {
      const kind = `adr-chip adr-chip--${record.status}`
      made.append(" ", element("span", { className: kind }, record.status))
    }
    return made
  }

  function statusOn(record, date) {
    const span = record.statuses.find(
      ({ since, until }) => since <= date && (until === null || date < until)
    )
    return span?.status
  }

  function days(date) {
    return Math.round((Date.parse(date) - Date.parse(first)) / 86_400_000)
  }

  function dayAt(number) {
    return new Date(Date.parse(first) + number * 86_400_000).toISOString().slice(0, 10)
  }

  function element(name, properties, words) {
    const made = Object.assign(document.createElement(name), properties)
    if (words !== undefined) made.textContent = words
    return made
  }
})
