// The add-on: reads the document, asks the organisation's own server, shows and writes.
/* global DocumentApp, HtmlService, PropertiesService, UrlFetchApp, draftOf, remarksOf */

function onInstall() {
  onOpen();
}

function onOpen() {
  DocumentApp.getUi().createAddonMenu().addItem("Check this document", "showSidebar").addItem("Server …", "askServer").addToUi();
}

function showSidebar() {
  DocumentApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile("src/Sidebar").setTitle("termcheck"));
}

/** Ask where the server is, and for its token; both are kept for this user alone. */
function askServer() {
  var ui = DocumentApp.getUi();
  var kept = PropertiesService.getUserProperties();
  var url = ui.prompt("termcheck", "Address of your termcheck server, such as https://words.example.org", ui.ButtonSet.OK_CANCEL);
  if (url.getSelectedButton() !== ui.Button.OK) return;
  var token = ui.prompt("termcheck", "Its token, if it asks for one", ui.ButtonSet.OK_CANCEL);
  if (token.getSelectedButton() !== ui.Button.OK) return;
  kept.setProperties({ url: url.getResponseText().trim().replace(/\/+$/, ""), token: token.getResponseText().trim() });
}

/** Return the paragraphs of the body with what they are, in reading order, tables included. */
function paragraphsOf_(body) {
  var found = [];
  var rows = 0;
  (function walk(element, row) {
    for (var at = 0; at < element.getNumChildren(); at += 1) {
      var child = element.getChild(at);
      var type = child.getType();
      if (type === DocumentApp.ElementType.TABLE_ROW) {
        rows += 1;
        walk(child.asTableRow(), rows);
      } else if (type === DocumentApp.ElementType.TABLE) {
        walk(child.asTable(), row);
      } else if (type === DocumentApp.ElementType.TABLE_CELL) {
        walk(child.asTableCell(), row);
      } else if (type === DocumentApp.ElementType.PARAGRAPH || type === DocumentApp.ElementType.LIST_ITEM) {
        var list = type === DocumentApp.ElementType.LIST_ITEM;
        var element_ = list ? child.asListItem() : child.asParagraph();
        found.push({ element: element_, text: element_.getText(), heading: String(element_.getHeading()), list: list, row: row });
      }
    }
  })(body, -1);
  return found;
}

/** Return what the server says of the document, for the sidebar. */
function check() {
  var kept = PropertiesService.getUserProperties();
  var url = kept.getProperty("url");
  if (!url) return { error: "No server is set: Extensions, termcheck, Server …", remarks: [] };
  var draft = draftOf(paragraphsOf_(DocumentApp.getActiveDocument().getBody()));
  var token = kept.getProperty("token");
  var answer = UrlFetchApp.fetch(url + "/api/check", {
    method: "post",
    contentType: "application/json",
    payload: JSON.stringify({ text: draft.html, name: "document.html", offsets: "utf16" }),
    headers: token ? { Authorization: "Bearer " + token } : {},
    followRedirects: false,
    muteHttpExceptions: true,
  });
  if (answer.getResponseCode() !== 200) return { error: "The server answered " + answer.getResponseCode() + ".", remarks: [] };
  return { error: "", remarks: remarksOf(JSON.parse(answer.getContentText()), draft) };
}

/** Select the words of a place. */
function show(place) {
  var document = DocumentApp.getActiveDocument();
  var text = paragraphsOf_(document.getBody())[place.paragraph].element.editAsText();
  document.setSelection(document.newRange().addElement(text, place.start, place.end - 1).build());
}

/** Write words where others stand, if these still stand there. */
function write(fix, before) {
  var paragraph = paragraphsOf_(DocumentApp.getActiveDocument().getBody())[fix.place.paragraph];
  var text = paragraph && paragraph.element.editAsText();
  if (!text || text.getText().slice(fix.place.start, fix.place.end) !== before) return false;
  text.insertText(fix.place.end, fix.text);
  text.deleteText(fix.place.start, fix.place.end - 1);
  return true;
}
