async ([html, inert]) => {
    // Attributes that could run are gone on both sides, and so is what is never shown.
    const parse = (text) => {
        const { body } = new DOMParser().parseFromString(
            text.replace(/<!--(?:Start|End)Fragment-->/g, "").replace(/<!--\[if[\s\S]*?<!\[endif\]-->|<!\[(?:if|endif)[^>]*>/gi, "").replace(/<style[\s\S]*?<\/style>/g, "").replace(/ (style|onclick)=/g, " data-$1="), "text/html");
        for (const one of body.querySelectorAll("script,iframe,meta,style,link,object,svg,base,button")) one.remove();
        for (const one of body.querySelectorAll("*")) for (const { name, value } of [...one.attributes])
            if (/^(data-)?on/.test(name) || /^javascript:/.test(value)) one.removeAttribute(name);
        body.normalize();
        return body;
    };
    const [before, after] = [parse(html), parse(inert)];
    return before.innerHTML === after.innerHTML ? "" : `${before.innerHTML}\n!=\n${after.innerHTML}`;
}
// ====
async (html) => {
    const at = document.querySelector("script[src$='/main.js']").src.replace(/main\.js$/, "");
    const { fromClipboard } = await import(`${at}rich.js`);
    const { Pasted } = await import(`${at}copying.js`);
    const found = fromClipboard(html);
    const made = await new Pasted([], found.images).html(found.text);
    const canon = (text) => {
        const { body } = new DOMParser().parseFromString(text.replace(/ (style|onclick)=/g, " data-$1=").replace(/<style[\s\S]*?<\/style>/g, "")
            .replace(/<!--\[if[\s\S]*?<!\[endif\]-->|<!\[(?:if|endif)[^>]*>/gi, ""), "text/html");
        for (const one of body.querySelectorAll("script,iframe,meta,style,link")) one.remove();
        const told = [];
        const walk = (node, marks) => {
            for (const one of node.childNodes) {
                if (one.nodeType === 3) {
                    for (const part of one.data.replace(/[ \n]+/g, " ").split(""))
                        if (part.trim() || (part === "\u00a0" && one.data.trim())) told.push(part + [...marks].sort().join(""));
                } else if (one.nodeType === 1) {
                    const tag = one.tagName;
                    const css = one.dataset.style ?? "";
                    const more = [];
                    if ((/^(B|STRONG)$/.test(tag) && !/weight:\s*normal/.test(css)) || /weight:\s*700/.test(css)) more.push("*");
                    if (/^(I|EM)$/.test(tag) || /style:\s*italic/.test(css)) more.push("/");
                    if (/^(S|DEL|STRIKE)$/.test(tag) || /line-through/.test(css)) more.push("-");
                    if (tag === "SUB" || /vertical-align:\s*sub/.test(css)) more.push("v");
                    if (tag === "SUP" || /vertical-align:\s*super/.test(css)) more.push("^");
                    if (tag === "CODE" || tag === "PRE") more.push("c");
                    if (/^H[1-6]$/.test(tag)) more.push(tag);
                    if (/mso-list:ignore/i.test(css)) continue;
                    const href = one.getAttribute("href");
                    const to = tag === "A" && href && !/^javascript/.test(href) ? [`<${decodeURIComponent(href)}>`] : [];
                    if (tag === "BR") { if (!one.parentNode.querySelector("p") && (one.parentNode.textContent || one.parentNode.tagName === "SPAN")) told.push("br"); }
                    else if (tag === "IMG") told.push(`img ${decodeURIComponent(one.getAttribute("src"))} ${one.getAttribute("alt") ?? ""}`);
                    else if (tag === "HR") told.push("hr");
                    else if (/^(UL|OL|TABLE|TR|LI|BLOCKQUOTE|PRE)$/.test(tag) || /mso-list:l\d/.test(css)) {
                        if (!/mso-list:l\d/.test(css)) { if (!/^(UL|OL)$/.test(tag)) told.push(tag); } else told.push("LI");
                        walk(one, [...marks, ...more]);
                    } else walk(one, [...new Set([...marks, ...more, ...to])]);
                }
            }
        };
        walk(body, []);
        return told.map((one) => [...one.slice(1)].length ? one[0] + one.slice(1) : one).join(" ");
    };
    const [before, after] = [canon(html), canon(made)];
    return before === after ? "" : `${found.text}\n---\n${before}\n!=\n${after}`;
}
