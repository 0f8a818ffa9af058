// A slider beside each number that has a range: it moves with the input, and the input with it. Without this file the inputs are all there is.
const STEPS = 100

function addSlider (input) {
  const { sliderLow, sliderHigh, sliderBest } = input.dataset
  const [low, high, best] = [sliderLow, sliderHigh, sliderBest].map(Number)
  const step = (high - low) / STEPS
  const places = Math.max(0, Math.ceil(-Math.log10(step)))
  const slider = document.createElement('input')
  Object.assign(slider, { type: 'range', min: low, max: high, step, className: 'app-slider' })
  slider.setAttribute('aria-label', `Slider: ${input.labels[0]?.textContent.trim() ?? input.name}`)

  function follow () {
    const typed = input.value.trim()
    const number = Number(typed.replaceAll(',', ''))
    const free = typed === '' || Number.isNaN(number)
    slider.value = free ? best : number
    slider.classList.toggle('app-slider--free', free)
    slider.setAttribute('aria-valuetext', free ? `not fixed, best value ${sliderBest}` : typed)
  }

  function lead () {
    // The ends as the model writes them, whatever the steps come to.
    const at = Number(slider.value)
    const ends = [[low, sliderLow], [high, sliderHigh]].find(([end]) => Math.abs(at - end) < step / 2)
    input.value = ends ? ends[1] : String(Number(at.toFixed(places)))
    slider.classList.remove('app-slider--free')
    slider.setAttribute('aria-valuetext', input.value)
  }

  input.addEventListener('input', follow)
  slider.addEventListener('input', lead)
  // Under the input with its pound sign, not between them.
  const around = input.closest('.govuk-input__wrapper') ?? input
  around.after(slider)
  follow()
}

document.querySelectorAll('input[data-slider-low]').forEach(addSlider)
