// Runs SUTime, as CoreNLP's pipeline of names has it, over texts: java -cp JARS CoreNlpTimesPeer. On stdin a text a line as base64 of its
// UTF-8, whose own first line is the day of writing; on stdout one JSON object a text, in the same order: {"times": [[begin, end, type, value],
// ...]}, in units of UTF-16 behind that line. Words and parts of speech are made for it, names are not; all of its rules are on, ranges and
// nested times aside, which is how it comes. times_peers.py makes our form of it.

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.AnnotationPipeline;
import edu.stanford.nlp.pipeline.POSTaggerAnnotator;
import edu.stanford.nlp.pipeline.TokenizerAnnotator;
import edu.stanford.nlp.pipeline.WordsToSentencesAnnotator;
import edu.stanford.nlp.time.TimeAnnotations;
import edu.stanford.nlp.time.TimeAnnotator;
import edu.stanford.nlp.time.Timex;
import edu.stanford.nlp.util.CoreMap;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import java.util.StringJoiner;

public final class CoreNlpTimesPeer {
    private static String times(Annotation document) {
        StringJoiner times = new StringJoiner(",");
        for (CoreMap found : document.get(TimeAnnotations.TimexAnnotations.class)) {
            Timex time = found.get(TimeAnnotations.TimexAnnotation.class);
            times.add("[" + found.get(CoreAnnotations.CharacterOffsetBeginAnnotation.class) + ","
                      + found.get(CoreAnnotations.CharacterOffsetEndAnnotation.class) + ",\"" + time.timexType() + "\",\""
                      + (time.value() == null ? "" : time.value().replace("\\", "\\\\").replace("\"", "\\\"")) + "\"]");
        }
        return "{\"times\":[" + times + "]}";
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        AnnotationPipeline pipeline = new AnnotationPipeline();
        pipeline.addAnnotator(new TokenizerAnnotator(false));
        pipeline.addAnnotator(new WordsToSentencesAnnotator(false));
        pipeline.addAnnotator(new POSTaggerAnnotator(false));
        pipeline.addAnnotator(new TimeAnnotator("sutime", new Properties()));
        BufferedReader texts = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = texts.readLine(); line != null; line = texts.readLine()) {
            String[] parts = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8).split("\n", 2);
            Annotation document = new Annotation(parts[1]);
            document.set(CoreAnnotations.DocDateAnnotation.class, parts[0]);
            pipeline.annotate(document);
            out.println(times(document));
        }
        out.flush();
    }
}
