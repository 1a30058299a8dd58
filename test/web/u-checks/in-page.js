// Runs inside the page that is looked at; `look` is called by the checks by name.
const nameOf = (element) => {
  const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)
  return `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} ${text}`
}
const isSeen = (element) =>
  element.checkVisibility({ visibilityProperty: true }) &&
  !element.closest('.hidden, [aria-hidden=true], .skip, details:not([open]) > div')
const all = (selector) => [...document.querySelectorAll(selector)].filter(isSeen)

const look = {
  /** What sticks out of the page to the side, or is cut off inside its box. */
  overflow() {
    const width = document.documentElement.clientWidth
    // Boxes first: whether one is seen is asked of the few that stick out.
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right, width: own } = element.getBoundingClientRect()
      return own > 0 && (right > width + 1 || left < -1) && !element.closest('.scroll') && isSeen(element)
    })
    const boxes = document.querySelectorAll('body :not(select, option, input, textarea, progress)')
    const cut = [...boxes].filter(
      (element) =>
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) &&
        getComputedStyle(element).overflow !== 'visible' &&
        isSeen(element),
    )
    return [...wide, ...cut].slice(0, 5).map(nameOf)
  },

  /** The override of WCAG 1.4.12. */
  spaceText() {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }',
    )
    document.adoptedStyleSheets = [sheet]
  },

  unspaceText() {
    document.adoptedStyleSheets = []
  },

  /** Targets under 24 × 24, and main actions under 44 high; a box counts with its label. */
  smallTargets() {
    const sizeOf = (element) => {
      const { width, height } = element.getBoundingClientRect()
      return { width: Math.round(width), height: Math.round(height) }
    }
    const small = all('a, button, input:not([type=hidden]), select, textarea, summary').filter((element) => {
      const { width, height } = sizeOf(element)
      return width < 24 || height < 24
    })
    const low = all('.main, .second, .exit, .buttons button, summary').filter((element) => sizeOf(element).height < 44)
    return [...small, ...low].map((element) => `${nameOf(element)} ${JSON.stringify(sizeOf(element))}`)
  },

  /** Pieces of text that are in no brackets, without what people typed, codes, isolated names, figures and names of languages. */
  untranslated() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.trim()
      const parent = node.parentElement
      const isOurs = !parent.closest('bdi, [dir=auto], [dir=ltr]:not(html), textarea, script, [lang]:not(html)')
      const isName = /^\u2068[^\u2069]*\u2069$/.test(text)
      if (text && isOurs && !isName && !/^[:\s]*\[[^]*\][:\s]*$/.test(text) && /\p{L}{2}/u.test(text))
        found.push(text.slice(0, 80))
    }
    return found
  },

  /** What one width shows. */
  atWidth() {
    return { overflow: look.overflow(), small: look.smallTargets() }
  },

  /** The room for words, with the list of languages open, and the words themselves. */
  ofText() {
    document.querySelector('details.langs').open = true
    const overflow = look.overflow()
    look.spaceText()
    const spaced = look.overflow()
    look.unspaceText()
    return { overflow: [...overflow, ...spaced.map((one) => `spaced ${one}`)], untranslated: look.untranslated() }
  },

  /** Everything that can be reached by Tab, in the order of the document. */
  tabStops() {
    const reached = [
      ...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary'),
    ]
    const groups = new Set()
    const stops = reached.filter((element) => {
      const isShown = element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0
      if (!isShown || element.closest('details:not([open]) > div')) return false
      if (element.type !== 'radio') return true
      // Of a group of dots Tab reaches the chosen one, or the first.
      const chosen = document.querySelector(`input[name="${element.name}"]:checked`)
      if (chosen ? chosen !== element : groups.has(element.name)) return false
      groups.add(element.name)
      return true
    })
    for (const [i, element] of stops.entries()) element.dataset.stop = i
    return stops.map(nameOf)
  },

  /** Where the focus is: its number among the stops, its box, and whether something lies over it. */
  focused() {
    const element = document.activeElement
    const { x, y, width, height } = element.getBoundingClientRect()
    const middle = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, 20))
    const isOnTop = middle !== null && (element.contains(middle) || middle.contains(element))
    return { stop: Number(element.dataset.stop ?? -1), x, y, width, height, isOnTop, name: nameOf(element) }
  },

  /** Of two pictures of the same place: how many pixels differ by a contrast of 3:1. */
  async changedPixels(before, after) {
    const [one, two] = await Promise.all([before, after].map(pixelsOf))
    let changed = 0
    for (let i = 0; i < one.length; i += 4) if (contrast(one, two, i) >= 3) changed += 1
    return changed
  },

  /** Where each letter of a text stands on its line, from the start of the text. */
  places(selector) {
    return all(selector).map((element) => {
      const node = element.firstChild
      const box = element.getBoundingClientRect()
      const letters = [...node.data].keys()
      return [...letters].map((i) => {
        const range = document.createRange()
        range.setStart(node, i)
        range.setEnd(node, i + 1)
        return Math.round(range.getBoundingClientRect().x - box.x)
      })
    })
  },
}
globalThis.look = look

async function pixelsOf(base64) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  const image = await createImageBitmap(new Blob([bytes]))
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
  canvas.drawImage(image, 0, 0)
  return canvas.getImageData(0, 0, image.width, image.height).data
}

function contrast(one, two, i) {
  const [high, low] = [luminance(one, i), luminance(two, i)].toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

function luminance(pixels, i) {
  const [red, green, blue] = [0, 1, 2].map((offset) => {
    const share = pixels[i + offset] / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
