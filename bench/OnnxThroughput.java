import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.port.ModelCodec;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.core.port.Tensor;
import dev.modelgate.eval.onnx.OnnxRuntime;
import dev.modelgate.eval.onnx.OnnxSettings;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cases a second of this project's ONNX runtime, by the clock and by the process's CPU time, for one measurement:
 * {@code OnnxThroughput BUNDLE SET BATCH THREADS SECONDS tensors|texts}. {@code tensors} encodes once, as the Python peer
 * does; {@code texts} encodes and decodes every batch, as an evaluation does.
 */
public final class OnnxThroughput {

    private static final Pattern INPUT = Pattern.compile("\"input\": \"([^\"]*)\"");

    public static void main(String[] arguments) throws Exception {
        int batch = Integer.parseInt(arguments[2]);
        OnnxSettings settings = new OnnxSettings(Integer.parseInt(arguments[3]), batch);
        double seconds = Double.parseDouble(arguments[4]);
        ModelCodec codec = ServiceLoader.load(ModelCodec.class).findFirst().orElseThrow();
        ModelCodec used = arguments[5].equals("texts") ? codec : new Once(codec);
        List<Request> requests = requests(Path.of(arguments[1]), batch);
        try (OnnxRuntime runtime = OnnxRuntime.open(Path.of(arguments[0]), used, settings)) {
            measure(runtime, requests, seconds / 2); // warms up
            System.out.println(measure(runtime, requests, seconds));
        }
    }

    private static String measure(OnnxRuntime runtime, List<Request> requests, double seconds) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long began = System.nanoTime();
        long cpuBegan = system.getProcessCpuTime();
        long cases = 0;
        double passed = 0;
        while (passed < seconds) {
            cases += runtime.answer(requests).size();
            passed = (System.nanoTime() - began) / 1e9;
        }
        double cpu = (system.getProcessCpuTime() - cpuBegan) / 1e9;
        return "%.0f %.0f".formatted(cases / passed, cases / cpu);
    }

    private static List<Request> requests(Path set, int batch) throws Exception {
        List<Request> requests = new ArrayList<>();
        for (String line : Files.readAllLines(set).subList(0, batch)) {
            Matcher matcher = INPUT.matcher(line);
            if (!matcher.find()) {
                throw new IllegalArgumentException("no input in " + line);
            }
            requests.add(new Request(Integer.toString(requests.size()), matcher.group(1)));
        }
        return requests;
    }

    /** Encodes the first batch and keeps it; answers are not decoded. */
    private record Once(ModelCodec codec) implements ModelCodec {
        @Override
        public String name() {
            return codec.name();
        }

        @Override
        public Session open(JsonValue config) {
            Session session = codec.open(config);
            return new Session() {
                private ImmutableMap<String, Tensor> kept = ImmutableMap.of();
                private List<String> answers = List.of();

                @Override
                public ImmutableMap<String, Tensor> encode(List<String> texts) {
                    if (kept.isEmpty()) {
                        kept = session.encode(texts);
                        answers = List.copyOf(texts);
                    }
                    return kept;
                }

                @Override
                public ImmutableSet<String> outputs() {
                    return session.outputs();
                }

                @Override
                public List<String> decode(ImmutableMap<String, Tensor> outputs) {
                    return answers;
                }
            };
        }
    }
}
