// Diagrams come from strangers: whoever starts Mermaid, it stays in its strict mode.
(function () {
  const start = mermaid.initialize.bind(mermaid)
  mermaid.initialize = (config) => start({ ...config, securityLevel: "strict" })
})()
