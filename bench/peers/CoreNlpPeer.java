// Runs Stanford CoreNLP with its packed English models over texts: java -cp JARS CoreNlpPeer packed|3class|4class. On stdin a text a line
// as base64 of its UTF-8, on stdout one JSON object a text, in the same order: {"sentences": [[b, e], ...], "words": [[b, e, tag], ...],
// "names": [[b, e, label], ...]}, in units of UTF-16. marks_peers.py makes our form of it.
//
// packed: its names as they come (three models, then rules and lists for finer types), without numbers and dates. 3class: the model
// learned from CoNLL, MUC, ACE and others alone. 4class: the model learned from the training part of CoNLL 2003 alone.

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreEntityMention;
import edu.stanford.nlp.pipeline.CoreSentence;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import java.util.StringJoiner;

public final class CoreNlpPeer {
    private static final String MODELS = "edu/stanford/nlp/models/ner/english.";

    private static StanfordCoreNLP pipeline(String kind) {
        Properties wanted = new Properties();
        boolean packed = kind.equals("packed");
        wanted.setProperty("annotators", packed ? "tokenize,ssplit,pos,lemma,ner" : "tokenize,ssplit,pos,ner");
        wanted.setProperty("ner.applyNumericClassifiers", "false");
        wanted.setProperty("ner.useSUTime", "false");
        wanted.setProperty("ner.applyFineGrained", String.valueOf(packed));
        if (!packed) {
            wanted.setProperty("ner.model", MODELS + (kind.equals("3class") ? "all.3class" : "conll.4class") + ".distsim.crf.ser.gz");
        }
        return new StanfordCoreNLP(wanted);
    }

    private static String triple(int begin, int end, String label) {
        return "[" + begin + "," + end + ",\"" + label.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }

    private static String marks(CoreDocument document) {
        StringJoiner sentences = new StringJoiner(","), words = new StringJoiner(","), names = new StringJoiner(",");
        for (CoreSentence sentence : document.sentences()) {
            sentences.add("[" + sentence.charOffsets().first() + "," + sentence.charOffsets().second() + "]");
        }
        for (CoreLabel word : document.tokens()) {
            words.add(triple(word.beginPosition(), word.endPosition(), word.get(CoreAnnotations.PartOfSpeechAnnotation.class)));
        }
        for (CoreEntityMention name : document.entityMentions()) {
            names.add(triple(name.charOffsets().first(), name.charOffsets().second(), name.entityType()));
        }
        return "{\"sentences\":[" + sentences + "],\"words\":[" + words + "],\"names\":[" + names + "]}";
    }

    public static void main(String[] arguments) throws Exception {
        StanfordCoreNLP pipeline = pipeline(arguments[0]);
        BufferedReader texts = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = texts.readLine(); line != null; line = texts.readLine()) {
            CoreDocument document = new CoreDocument(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8));
            pipeline.annotate(document);
            out.println(marks(document));
        }
        out.flush();
    }
}
