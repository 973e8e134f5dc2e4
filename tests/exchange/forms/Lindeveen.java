// Lindeveen: made with Apache PDFBox: dates and BSN in loose boxes, groups of fields, no looks of its own
// (NeedAppearances), a page that begins elsewhere than at 0,0 and is cut.
import java.io.File; import java.util.*;
import org.apache.pdfbox.cos.*; import org.apache.pdfbox.pdmodel.*; import org.apache.pdfbox.pdmodel.common.*;
import org.apache.pdfbox.pdmodel.font.*; import org.apache.pdfbox.pdmodel.interactive.form.*;
import org.apache.pdfbox.pdmodel.interactive.annotation.*; import org.apache.pdfbox.pdmodel.graphics.color.*;
public class Lindeveen {
  static PDDocument doc; static PDAcroForm form; static PDPage page; static PDPageContentStream out;
  static Map<String, PDNonTerminalField> groups = new LinkedHashMap<>();
  static void say(String s, float x, float y, float size, PDFont f) throws Exception {
    out.beginText(); out.setFont(f, size); out.newLineAtOffset(x, y); out.showText(s); out.endText(); }
  static void frame(float x, float y, float w, float h) throws Exception { out.setLineWidth(.6f); out.addRect(x, y, w, h); out.stroke(); }
  static void place(PDTerminalField f, float x, float y, float w, float h) throws Exception {
    PDAnnotationWidget a = f.getWidgets().get(0); a.setRectangle(new PDRectangle(x, y, w, h)); a.setPage(page); a.setPrinted(true);
    page.getAnnotations().add(a); frame(x, y, w, h); }
  static void add(String name, PDTerminalField f, String label) throws Exception {
    int dot = name.indexOf('.');
    if (dot > 0) { String g = name.substring(0, dot);
      PDNonTerminalField p = groups.get(g);
      if (p == null) { p = new PDNonTerminalField(form); p.setPartialName(g); groups.put(g, p); List<PDField> l = new ArrayList<>(form.getFields()); l.add(p); form.setFields(l); }
      f.setPartialName(name.substring(dot + 1)); f.getCOSObject().setItem(COSName.PARENT, p);
      List<PDField> kids = new ArrayList<>(p.getChildren()); kids.add(f); p.setChildren(kids);
    } else { f.setPartialName(name); List<PDField> l = new ArrayList<>(form.getFields()); l.add(f); form.setFields(l); }
    if (!label.isEmpty()) f.setAlternateFieldName(label); }
  static PDTextField text(String name, String label, float x, float y, float w, float h, int max) throws Exception {
    PDTextField f = new PDTextField(form); f.setDefaultAppearance("/Helv 0 Tf 0 g"); add(name, f, label); if (max > 0) f.setMaxLen(max); place(f, x, y, w, h); return f; }
  public static void main(String[] a) throws Exception {
    doc = new PDDocument(); form = new PDAcroForm(doc); doc.getDocumentCatalog().setAcroForm(form);
    PDResources res = new PDResources(); res.put(COSName.getPDFName("Helv"), PDType1Font.HELVETICA); form.setDefaultResources(res); form.setDefaultAppearance("/Helv 0 Tf 0 g");
    form.setNeedAppearances(true);
    page = new PDPage(new PDRectangle(-20, 30, 635, 882)); page.setCropBox(new PDRectangle(0, 50, 595, 842)); doc.addPage(page);
    out = new PDPageContentStream(doc, page); PDFont H = PDType1Font.HELVETICA, B = PDType1Font.HELVETICA_BOLD;
    say("Gemeente Lindeveen", 50, 840, 18, B); say("Begeleidingssubsidie: aanvraag en verlenging", 50, 818, 12, H);
    float y = 770;
    String[][] rows = {{"werkgever.naam", "Naam van het bedrijf", "0"}, {"werkgever.kvk", "KvK-nummer", "8"}, {"werkgever.straat", "Straat en huisnummer bedrijf", "0"}, {"werkgever.postcode", "Postcode bedrijf", "0"}, {"werkgever.plaats", "Plaats bedrijf", "0"}, {"werkgever.rekening", "Rekeningnummer (IBAN)", "0"}, {"werkgever.tel", "Telefoonnummer bedrijf", "0"}, {"werkgever.tekent", "Naam van de ondertekenaar", "0"}};
    for (String[] r : rows) { say(r[1], 50, y + 5, 9.5f, H); text(r[0], r[1], 230, y, 300, 18, Integer.parseInt(r[2])); y -= 27; }
    say("Werknemer", 50, y + 5, 9.5f, B); y -= 27;
    say("Naam", 50, y + 5, 9.5f, H); text("werknemer.naam", "Naam van de werknemer", 230, y, 300, 18, 0); y -= 27;
    say("Geboren (dag, maand, jaar)", 50, y + 5, 9.5f, H);
    text("werknemer.geb_dag", "Geboortedatum, dag", 230, y, 30, 18, 2); text("werknemer.geb_maand", "Geboortedatum, maand", 268, y, 30, 18, 2); text("werknemer.geb_jaar", "Geboortedatum, jaar", 306, y, 48, 18, 4); y -= 27;
    say("BSN", 50, y + 5, 9.5f, H); for (int i = 1; i <= 9; i++) text("werknemer.bsn" + i, "BSN, cijfer " + i, 230 + (i - 1) * 22, y, 18, 18, 1); y -= 27;
    say("Loonheffingennummer", 50, y + 5, 9.5f, H); text("loonheffing", "Loonheffingennummer", 230, y, 150, 18, 0); y -= 27;
    say("Uren per week", 50, y + 5, 9.5f, H); PDTextField u = text("uren", "Aantal uren per week", 230, y, 50, 18, 0); u.setQ(1); y -= 27;
    say("Waarom is meer begeleiding nodig?", 50, y + 5, 9.5f, H); y -= 66;
    PDTextField m = text("waarom", "Waarom is meer begeleiding nodig dan gewoon", 50, y, 480, 64, 0); m.setMultiline(true); m.setRequired(true); y -= 27;
    say("Gevraagd bedrag", 50, y + 5, 9.5f, H); PDTextField t = text("bedrag", "Gevraagd bedrag", 230, y, 110, 18, 0); t.setQ(2); y -= 30;
    say("Soort aanvraag", 50, y + 4, 9.5f, H);
    for (int i = 0; i < 2; i++) { PDCheckBox c = new PDCheckBox(form); add(new String[]{"eerste", "verlenging"}[i], c, new String[]{"Eerste aanvraag", "Verlenging"}[i]); place(c, 230 + i * 110, y, 13, 13); say(new String[]{"eerste aanvraag", "verlenging"}[i], 250 + i * 110, y + 3, 9.5f, H); } y -= 30;
    say("Gemeente", 50, y + 5, 9.5f, H); PDTextField v = text("gemeente", "Gemeente", 230, y, 200, 18, 0); v.setReadOnly(true); v.getCOSObject().setString(COSName.V, "Lindeveen"); y -= 27;
    say("Datum", 50, y + 5, 9.5f, H); text("datum", "Datum ondertekening", 230, y, 100, 18, 0);
    PDPushButton p = new PDPushButton(form); add("printen", p, "Afdrukken"); p.getWidgets().get(0).setRectangle(new PDRectangle(450, 60, 80, 20)); p.getWidgets().get(0).setPage(page); page.getAnnotations().add(p.getWidgets().get(0));
    PDSignatureField s = new PDSignatureField(form); add("handtekening", s, "Handtekening"); place(s, 350, y - 10, 180, 30);
    out.close(); doc.save(new File("lindeveen.pdf")); doc.close();
  }
}
