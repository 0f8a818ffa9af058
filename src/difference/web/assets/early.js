// Runs before the page is painted: says to the style sheet that scripts run, so that nothing jumps later.
document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '')
