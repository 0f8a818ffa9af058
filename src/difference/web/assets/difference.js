// What our pages do beyond the library: a form is sent once, back-and-forward restores its button, Escape clears a map.
initAll()

const RESTORE_AFTER = 15000

function release (button) {
  button.removeAttribute('aria-disabled')
  delete button.form?.dataset.sent
}

document.addEventListener('submit', (event) => {
  const form = event.target
  const button = event.submitter ?? form.querySelector('[data-prevent-double-click]')
  if (!button?.hasAttribute('data-prevent-double-click')) return
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  form.dataset.sent = 'true'
  // aria-disabled and not disabled: a disabled button loses the focus, and its name and value would not be sent.
  button.setAttribute('aria-disabled', 'true')
  // A form that answers with a file leaves the page where it is, so the button must come back.
  window.setTimeout(release, RESTORE_AFTER, button)
})

window.addEventListener('pageshow', () => {
  document.querySelectorAll('[aria-disabled][data-prevent-double-click]').forEach(release)
})

// The card of a hexagon lies on its neighbours: Escape puts it away, until another is pointed at or reached.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  document.querySelectorAll('.app-hexmap').forEach((map) => map.classList.add('app-hexmap--quiet'))
})

for (const kind of ['focusin', 'pointerover']) {
  document.addEventListener(kind, (event) => event.target.closest('.app-hexmap')?.classList.remove('app-hexmap--quiet'))
}
