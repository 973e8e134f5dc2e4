import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks PDF files against PDF/A-2a and PDF/UA-1 with the veraPDF library that lies in a jar on the class path.
 *
 * Usage: java -cp veraPDF.jar VeraCheck.java, with a file a line on standard input. Prints a line per standard, tab
 * separated: PASS, FAIL or ERROR, standard; after a FAIL a line per broken rule, beginning with a tab; and DONE after
 * each file. It stays until its input ends: to start costs as much as to judge ten files.
 *
 * The profiles are read here and not by veraPDF itself: its reader needs a JAXB runtime that no JDK has any more.
 */
public class VeraCheck {
    private static final Map<String, String> PROFILES =
            new TreeMap<>(Map.of("2a", "PDFA-2A.xml", "ua1", "PDFUA-1.xml"));

    public static void main(String[] none) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new TreeMap<>();
        for (Map.Entry<String, String> standard : PROFILES.entrySet()) {
            profiles.put(standard.getKey(), read(PDFAFlavour.fromString(standard.getKey()), standard.getValue()));
        }
        BufferedReader files = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = files.readLine(); file != null; file = files.readLine()) {
            for (String standard : profiles.keySet()) {
                check(file, PDFAFlavour.fromString(standard), standard, profiles.get(standard));
            }
            System.out.println("DONE");
            System.out.flush();
        }
    }

    private static void check(String file, PDFAFlavour flavour, String standard, ValidationProfile profile) {
        try (InputStream in = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, 100, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            boolean good = result.isCompliant() && result.getTotalAssertions() > 0;
            System.out.println((good ? "PASS" : "FAIL") + "\t" + standard);
            Map<String, String> broken = new TreeMap<>();
            for (TestAssertion test : result.getTestAssertions()) {
                if (test.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId id = test.getRuleId();
                    broken.putIfAbsent(id.getClause() + "-" + id.getTestNumber(),
                            test.getMessage() + " at " + test.getLocation().getContext());
                }
            }
            broken.forEach((rule, message) -> System.out.println("\t" + rule + " " + message));
        } catch (Exception error) {
            System.out.println("ERROR\t" + standard);
            System.out.println("\t" + error);
        }
    }

    private static ValidationProfile read(PDFAFlavour flavour, String name) throws Exception {
        Document xml;
        try (InputStream in = VeraCheck.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name)) {
            xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : all(xml.getDocumentElement(), "rule")) {
            Element id = all(rule, "id").get(0);
            PDFAFlavour.Specification specification =
                    PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
            RuleId ruleId = Profiles.ruleIdFromValues(
                    specification, id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
            ErrorDetails error = Profiles.errorFromValues(text(rule, "message"), new ArrayList<ErrorArgument>());
            Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
            rules.add(Profiles.ruleFromValues(ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                    text(rule, "description"), text(rule, "test"), error, new ArrayList<Reference>()));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : all(xml.getDocumentElement(), "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
        }
        if (rules.size() < 50) {
            throw new IllegalStateException("only " + rules.size() + " rules in " + name);
        }
        return Profiles.profileFromValues(
                flavour, Profiles.profileDetailsFromValues(name, name, "", new Date(0)), "", rules, variables);
    }

    private static List<Element> all(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element parent, String tag) {
        return all(parent, tag).get(0).getTextContent().trim();
    }
}
