import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestWord;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.QueryBuilder;

/** Lucene asked what Carrefour is asked: three boosted fields, every facet sideways, marks of 20 hits. */
public class SearchPeer {
  static final int ROUNDS = 5;
  static final String[] FIELDS = {"title", "body", "more"};
  static final float[] BOOSTS = {6, 1, 2};
  static final String[] FACETS = {
    "kind", "theme", "territory", "audience", "method", "stage", "actor", "source", "contentLang", "licence"
  };

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Analyzer analyzer = new FrenchAnalyzer();
    FacetsConfig config = new FacetsConfig();
    for (String facet : FACETS) config.setMultiValued(facet, true);
    Path indexPath = folder.resolve("index");
    long started = System.nanoTime();
    build(folder, indexPath, analyzer, config);
    double seconds = (System.nanoTime() - started) / 1e9;
    double coreSeconds = processCpuTime() / 1e9;
    long bytes = 0;
    try (var files = Files.list(indexPath)) {
      for (Path file : files.toList()) bytes += Files.size(file);
    }
    try (DirectoryReader reader = DirectoryReader.open(new MMapDirectory(indexPath));
        PrintWriter out = new PrintWriter(folder.resolve("times.tsv").toFile())) {
      out.println(seconds + "\t" + bytes / 1e6 + "\t" + coreSeconds);
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      SearchPeer peer = new SearchPeer(reader, searcher, analyzer, config);
      Map<String, List<String[]>> rows = new LinkedHashMap<>();
      for (String line : Files.readAllLines(folder.resolve("queries.tsv"))) {
        String[] cells = line.split("\t", -1);
        rows.computeIfAbsent(cells[0], key -> new ArrayList<>()).add(cells);
      }
      var threads = ManagementFactory.getThreadMXBean();
      for (int round = 0; round < 2; round += 1)
        for (List<String[]> row : rows.values()) for (String[] cells : row) peer.ask(cells);
      for (List<String[]> row : rows.values()) {
        double[] least = new double[row.size()];
        java.util.Arrays.fill(least, Double.MAX_VALUE);
        double[] cpu = new double[row.size()];
        for (int round = 0; round < ROUNDS; round += 1) {
          for (int at = 0; at < row.size(); at += 1) {
            long wall = System.nanoTime();
            long before = threads.getCurrentThreadCpuTime();
            peer.ask(row.get(at));
            cpu[at] += (threads.getCurrentThreadCpuTime() - before) / 1e6 / ROUNDS;
            least[at] = Math.min(least[at], (System.nanoTime() - wall) / 1e6);
          }
        }
        for (int at = 0; at < row.size(); at += 1)
          out.println(row.get(at)[0] + "\t" + least[at] + "\t" + cpu[at]);
      }
    }
  }

  static long processCpuTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }

  static void build(Path folder, Path indexPath, Analyzer analyzer, FacetsConfig config) throws Exception {
    FieldType type = new FieldType(TextField.TYPE_STORED);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    type.freeze();
    try (IndexWriter writer =
            new IndexWriter(new MMapDirectory(indexPath), new IndexWriterConfig(analyzer).setRAMBufferSizeMB(256));
        var lines = Files.lines(folder.resolve("docs.tsv"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        String[] cells = line.split("\t", -1);
        Document document = new Document();
        document.add(new StoredField("id", cells[0]));
        for (int field = 0; field < FIELDS.length; field += 1)
          document.add(new Field(FIELDS[field], cells[field + 1], type));
        for (String facet : cells[4].split("\\|")) {
          int at = facet.indexOf('=');
          document.add(new SortedSetDocValuesFacetField(facet.substring(0, at), facet.substring(at + 1)));
        }
        writer.addDocument(config.build(document));
      }
      writer.forceMerge(1);
    }
  }

  final DirectoryReader reader;
  final IndexSearcher searcher;
  final Analyzer analyzer;
  final FacetsConfig config;
  final QueryBuilder builder;
  final UnifiedHighlighter highlighter;
  final DrillSideways sideways;

  SearchPeer(DirectoryReader reader, IndexSearcher searcher, Analyzer analyzer, FacetsConfig config) throws Exception {
    this.reader = reader;
    this.searcher = searcher;
    this.analyzer = analyzer;
    this.config = config;
    this.builder = new QueryBuilder(analyzer);
    this.highlighter = UnifiedHighlighter.builder(searcher, analyzer).build();
    this.sideways = new DrillSideways(searcher, config, new DefaultSortedSetDocValuesReaderState(reader, config));
  }

  void ask(String[] cells) throws Exception {
    Query words = query(cells[1], cells[2].equals("true"));
    if (searcher.count(words) == 0 && cells[2].equals("false")) words = query(corrected(cells[1]), false);
    DrillDownQuery drill = new DrillDownQuery(config, words);
    if (!cells[3].isEmpty())
      for (String filter : cells[3].split("\\|")) {
        int at = filter.indexOf('=');
        drill.add(filter.substring(0, at), filter.substring(at + 1));
      }
    DrillSideways.DrillSidewaysResult result = sideways.search(drill, 20);
    for (String facet : FACETS) result.facets.getAllChildren(facet);
    if (result.hits.scoreDocs.length > 0)
      highlighter.highlightFields(new String[] {"title", "body"}, words, result.hits);
  }

  Query query(String text, boolean isPhrase) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (String part : isPhrase ? new String[] {text} : text.split(" ")) {
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      for (int field = 0; field < FIELDS.length; field += 1) {
        Query inField = isPhrase ? builder.createPhraseQuery(FIELDS[field], part) : builder.createBooleanQuery(FIELDS[field], part);
        if (inField != null) any.add(new BoostQuery(inField, BOOSTS[field]), BooleanClause.Occur.SHOULD);
      }
      all.add(any.build(), BooleanClause.Occur.MUST);
    }
    return all.build();
  }

  String corrected(String word) throws Exception {
    SuggestWord[] found = new DirectSpellChecker().suggestSimilar(new Term("body", word), 1, reader);
    return found.length == 0 ? word : found[0].string;
  }
}
