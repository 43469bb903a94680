import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene as it comes: FrenchAnalyzer, BM25, any of the words, the scores of all fields added up; once with fields that
 * weigh the same, once with the boosts of `fields.tsv`.
 */
public class RelevancePeer {
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Analyzer analyzer = new FrenchAnalyzer();
    List<String> fields = new ArrayList<>();
    Map<String, Float> boosts = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("fields.tsv"))) {
      String[] cells = line.split("\t");
      fields.add(cells[0]);
      boosts.put(cells[0], Float.valueOf(cells[1]));
    }
    try (MMapDirectory directory = new MMapDirectory(folder.resolve("index"))) {
      build(folder, directory, analyzer, fields);
      try (DirectoryReader reader = DirectoryReader.open(directory);
          PrintWriter out = new PrintWriter(folder.resolve("ranked.tsv").toFile())) {
        IndexSearcher searcher = new IndexSearcher(reader);
        QueryBuilder builder = new QueryBuilder(analyzer);
        for (String line : Files.readAllLines(folder.resolve("queries.tsv"))) {
          String[] cells = line.split("\t", -1);
          for (boolean isBoosted : new boolean[] {false, true}) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            for (String field : fields) {
              Query inField = builder.createBooleanQuery(field, cells[1], BooleanClause.Occur.SHOULD);
              if (inField == null) continue;
              any.add(isBoosted ? new BoostQuery(inField, boosts.get(field)) : inField, BooleanClause.Occur.SHOULD);
            }
            List<String> ids = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(any.build(), Integer.parseInt(cells[2])).scoreDocs)
              ids.add(searcher.storedFields().document(hit.doc).get("id"));
            out.println((isBoosted ? "boosted" : "plain") + "\t" + cells[0] + "\t" + String.join(" ", ids));
          }
        }
      }
    }
  }

  static void build(Path folder, MMapDirectory directory, Analyzer analyzer, List<String> fields) throws Exception {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
        var lines = Files.lines(folder.resolve("docs.tsv"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        String[] cells = line.split("\t", -1);
        Document document = new Document();
        document.add(new StoredField("id", cells[0]));
        for (int field = 0; field < fields.size(); field += 1)
          document.add(new TextField(fields.get(field), cells[field + 1], Field.Store.NO));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }
}
