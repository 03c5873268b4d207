// What the page says, in the language it is shown in. The server writes the messages into the page.

const { messages, forms } = JSON.parse(document.getElementById("catalogue").textContent);

/** BCP 47 tag of the page's language, for numbers and dates. */
export const language = document.documentElement.lang;

/** Return a message, with values for what stands in braces. */
export function gettext(message, values = {}) {
  return filled(messages[message]?.[0] ?? message, values);
}

/** Return a message in the form its number asks for; `{number}` is that number. */
export function ngettext(one, more, number, values = {}) {
  const text = messages[one] ? messages[one][forms[number < 100 ? number : 100 + (number % 100)]] : number === 1 ? one : more;
  return filled(text, { number: number.toLocaleString(language), ...values });
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
