// Runs Stanford CoreNLP's quote annotator with attribution over texts: java -cp JARS CoreNlpQuotesPeer. On stdin a text a line as
// base64 of its UTF-8, on stdout one JSON object a text, in the same order: {"quotes": [[begin, end, begin of the speaker's mention,
// its end, begin of the speaker's fullest mention, its end], ...]}, in units of UTF-16; -1 twice where there is none. Everything is
// set as it comes: double quotation marks alone, all sieves, mentions out of dependencies and coreference. The annotator names no
// word that reports. quotes_peers.py makes our form of it.

import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreQuote;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.Pair;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import java.util.StringJoiner;

public final class CoreNlpQuotesPeer {
    private static final Pair<Integer, Integer> NONE = new Pair<>(-1, -1);

    private static String span(Pair<Integer, Integer> span) {
        return span.first() + "," + span.second();
    }

    private static String quotes(CoreDocument document) {
        StringJoiner quotes = new StringJoiner(",");
        for (CoreQuote quote : document.quotes()) {
            quotes.add("[" + span(quote.quoteCharOffsets()) + "," + span(quote.speakerCharOffsets().orElse(NONE)) + ","
                       + span(quote.canonicalSpeakerCharOffsets().orElse(NONE)) + "]");
        }
        return "{\"quotes\":[" + quotes + "]}";
    }

    public static void main(String[] arguments) throws Exception {
        Properties wanted = new Properties();
        wanted.setProperty("annotators", "tokenize,ssplit,pos,lemma,ner,depparse,coref,quote");
        StanfordCoreNLP pipeline = new StanfordCoreNLP(wanted);
        BufferedReader texts = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = texts.readLine(); line != null; line = texts.readLine()) {
            CoreDocument document = new CoreDocument(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8));
            pipeline.annotate(document);
            out.println(quotes(document));
        }
        out.flush();
    }
}
