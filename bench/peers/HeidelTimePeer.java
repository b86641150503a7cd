// Runs HeidelTime (its standalone form, type of document "news") over texts: java -cp JARS HeidelTimePeer CONFIG, where CONFIG names the home of
// TreeTagger. On stdin a text a line as base64 of its UTF-8, whose own first line is the day of writing; on stdout one JSON object a text,
// in the same order: {"times": [[begin, end, type, value], ...]}, in units of UTF-16 behind that line. times_peers.py makes our form of it.

import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.heideltime.standalone.components.ResultFormatter;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import de.unihd.dbs.uima.types.heideltime.Timex3;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Base64;
import java.util.StringJoiner;
import org.apache.uima.cas.FSIterator;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;

public final class HeidelTimePeer {
    private static final class Times implements ResultFormatter {
        public String format(JCas document) {
            StringJoiner times = new StringJoiner(",");
            for (FSIterator<Annotation> at = document.getAnnotationIndex(Timex3.type).iterator(); at.hasNext();) {
                Timex3 time = (Timex3) at.next();
                times.add("[" + time.getBegin() + "," + time.getEnd() + ",\"" + time.getTimexType() + "\",\"" + time.getTimexValue() + "\"]");
            }
            return "{\"times\":[" + times + "]}";
        }
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        HeidelTimeStandalone heideltime = new HeidelTimeStandalone(Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, arguments[0],
                                                                   POSTagger.TREETAGGER);
        SimpleDateFormat day = new SimpleDateFormat("yyyy-MM-dd");
        BufferedReader texts = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = texts.readLine(); line != null; line = texts.readLine()) {
            String[] parts = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8).split("\n", 2);
            out.println(heideltime.process(parts[1], day.parse(parts[0]), new Times()));
        }
        out.flush();
    }
}
