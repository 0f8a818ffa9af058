// What our pages do beyond the library: a form is sent once, and back-and-forward restores its button.
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
