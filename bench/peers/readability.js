// Runs Mozilla's Readability on jsdom: paths of pages on stdin, one a line; one JSON object a page on stdout, in the same order and
// in the form of `synoptic read`. No address is given. Bytes that are UTF-8 go in decoded, others as they lie on disk: jsdom finds
// their encoding, but without a label it takes UTF-8 for Windows-1252, which Readability is not to blame for. The text is what it keeps, with a blank line between blocks: better for it than textContent, which glues a heading to what follows it.
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const {createRequire} = require("module");

const need = createRequire(path.join(process.argv[2], "package.json"));
const {JSDOM, VirtualConsole} = need("jsdom");
const {Readability} = need("@mozilla/readability");

const INLINE = new Set(("A ABBR ACRONYM B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I INS KBD MARK Q S SAMP SMALL SPAN STRIKE STRONG " +
    "SUB SUP TIME TT U VAR WBR").split(" "));

/** The text under a node: a line break for BR, a blank line around whatever is not inline. */
function textOf(node, parts) {
    for (const child of node.childNodes) {
        if (child.nodeType === 3) {
            parts.push(child.data.replace(/\s+/g, " "));
        } else if (child.nodeType === 1) {
            const edge = child.tagName === "BR" ? "\n" : INLINE.has(child.tagName) ? "" : "\n\n";
            parts.push(edge);
            textOf(child, parts);
            parts.push(edge);
        }
    }
}

/** The page as text if its bytes are UTF-8, otherwise its bytes. */
function pageOf(file) {
    const bytes = fs.readFileSync(file);
    try {
        return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
    } catch {
        return bytes;
    }
}

function read(file) {
    const report = {id: path.parse(file).name, outcome: "empty", text: ""};
    let dom;
    try {
        dom = new JSDOM(pageOf(file), {virtualConsole: new VirtualConsole()});
        const article = new Readability(dom.window.document, {serializer: element => element}).parse();
        if (article) {
            const parts = [];
            textOf(article.content, parts);
            report.text = parts.join("").replace(/ *\n */g, "\n").replace(/\n{3,}/g, "\n\n").trim();
            report.outcome = report.text ? "article" : "empty";
            if (article.title) report.title = article.title;
            if (article.byline) report.byline = [article.byline];
            if (article.publishedTime) report.published = article.publishedTime;
        }
    } catch (problem) {
        report.reason = String(problem).slice(0, 200);
    }
    if (dom) dom.window.close();
    return report;
}

readline.createInterface({input: process.stdin}).on("line", file => {
    fs.writeSync(1, JSON.stringify(read(file)) + "\n");
});
