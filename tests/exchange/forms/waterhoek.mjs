// Waterhoek: made with pdf-lib (npm), a form with combs, a turned page and a dropdown; no labels, only field names.
import { PDFDocument, StandardFonts, rgb, degrees, PDFName, PDFNumber } from 'pdf-lib';
import { writeFileSync } from 'node:fs';
const doc = await PDFDocument.create();
doc.setTitle('Waterhoek - formulier begeleidingssubsidie');
doc.setCreationDate(new Date(0)); doc.setModificationDate(new Date(0));
const font = await doc.embedFont(StandardFonts.Helvetica), bold = await doc.embedFont(StandardFonts.HelveticaBold);
const form = doc.getForm(), ink = rgb(.1, .1, .3);
let page = doc.addPage([595, 842]);
const say = (s, x, y, size = 10, f = font) => page.drawText(s, { x, y, size, font: f, color: ink });
say('Waterhoek', 60, 780, 20, bold); say('Aanvraag begeleidingssubsidie', 60, 758, 13);
let y = 715;
const look = { borderColor: ink, borderWidth: 0.75, backgroundColor: rgb(.95, .97, 1), textColor: rgb(0, 0, 0) };
function text(label, name, w = 320, h = 20, make = () => {}) {
  say(label, 60, y + 6); const f = form.createTextField(name); make(f);
  f.addToPage(page, { x: 215, y, width: w, height: h, ...look, font }); y -= h + 12; return f; }
function comb(label, name, n) { return text(label, name, n * 17, 20, f => { f.setMaxLength(n); f.enableCombing(); }); }
say('Werkgever', 60, y, 12, bold); y -= 30;
text('Naam', 'werkgever.naam'); comb('KvK', 'werkgever.kvk', 8); comb('IBAN', 'werkgever.iban', 18); text('E-mail', 'werkgever.email');
say('Werknemer', 60, y, 12, bold); y -= 30;
text('Achternaam', 'werknemer.achternaam'); text('Roepnaam', 'werknemer.roepnaam', 150); comb('BSN', 'werknemer.bsn', 9);
comb('Geboortedatum (ddmmjjjj)', 'werknemer.geboortedatum', 8); comb('Postcode', 'werknemer.postcode', 6);
text('Functie', 'werknemer.functie');
say('Wie vraagt aan?', 60, y + 4);
const g = form.createRadioGroup('aanvrager');
['werkgever', 'sob', 'zorg'].forEach((o, i) => { g.addOptionToPage(o, page, { x: 215 + i * 105, y, width: 14, height: 14, ...look }); say(['de werkgever', 'het SOB', 'zorgorganisatie'][i], 234 + i * 105, y + 3, 9); });
y -= 34; say('Dienstverband', 60, y + 6);
const d = form.createDropdown('dienstverband'); d.addOptions(['Tijdelijk contract', 'Vast contract', 'Detacheringsovereenkomst']);
d.addToPage(page, { x: 215, y, width: 200, height: 20, ...look, font }); y -= 34;
const c = form.createCheckBox('jobcoaching'); c.addToPage(page, { x: 215, y, width: 14, height: 14, ...look }); say('De werkgever krijgt ook jobcoaching', 236, y + 3, 9);
// a landscape page that is really a turned upright one, as scanners and old programs make them
page = doc.addPage([595, 842]); page.setRotation(degrees(90));
const turned = (s, x, yy, size = 10, f = font) => page.drawText(s, { x: 595 - yy, y: x, size, font: f, color: ink, rotate: degrees(90) });
turned('Plan van begeleiding', 60, 540, 15, bold);
['Wat lukt nog niet', 'Wat doet de begeleider', 'Doel'].forEach((s, i) => turned(s, 60 + i * 245, 500, 10, bold));
for (let n = 1; n <= 3; n++) ['probleem', 'actie', 'doel'].forEach((s, i) => {
  const f = form.createTextField(`plan.${s}${n}`); f.enableMultiline(); const h = 120, top = 490 - (n - 1) * 132;
  f.addToPage(page, { x: 595 - (top - h), y: 60 + i * 245, width: 235, height: h, rotate: degrees(90), ...look, font }); });
turned('Gevraagd bedrag in euro', 60, 70); const b = form.createTextField('bedrag');
b.setAlignment(2); b.addToPage(page, { x: 595 - 64, y: 215, width: 120, height: 20, rotate: degrees(90), ...look, font });
writeFileSync('waterhoek.pdf', await doc.save({ useObjectStreams: true }));
