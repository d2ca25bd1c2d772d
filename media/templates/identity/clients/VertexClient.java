package @@package@@;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.types.GenerateContentResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gemini on Vertex AI, asked as the service itself: no key, here or anywhere.
 *
 * <p>Credentials are found by Google's own rules (Application Default Credentials). On Cloud Run and GKE they are those
 * of the account that the service runs as. On your own machine they are yours, after {@code gcloud auth
 * application-default login}.
 *
 * <p>Settings: GOOGLE_CLOUD_PROJECT, GOOGLE_CLOUD_LOCATION and GEMINI_MODEL. Make one client for the whole process: it
 * keeps connections, and tokens until they end.
 */
public final class VertexClient implements AutoCloseable {
  // Models are retired: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions
  private static final String DEFAULT_MODEL = "@@model@@";
  private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/cloud-platform");

  private final Client client;
  private final String model = setting("GEMINI_MODEL").orElse(DEFAULT_MODEL);

  /** Vertex AI cannot be asked. The message says what to do. */
  public static final class VertexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VertexException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Finds the credentials and the project.
   *
   * @throws VertexException where one of them is not there
   */
  public VertexClient() {
    String project =
        setting("GOOGLE_CLOUD_PROJECT")
            .orElseThrow(
                () ->
                    new VertexException(
                        "GOOGLE_CLOUD_PROJECT is not set. Set it to the id of the Google Cloud project.", null));
    // All of this is said outright, so that a key which happens to be in the environment is not used.
    client =
        Client.builder()
            .@@flag@@(true)
            .credentials(credentials())
            .project(project)
            .location(setting("GOOGLE_CLOUD_LOCATION").orElse("global"))
            .build();
  }

  /** The whole answer to one prompt. */
  public String generate(String prompt) {
    try {
      return Optional.ofNullable(client.models.generateContent(model, prompt, null).text()).orElse("");
    } catch (ApiException error) {
      throw explained(error);
    }
  }

  /** Hands the answer over piece by piece, as it is written. */
  public void stream(String prompt, Consumer<String> piece) {
    try (ResponseStream<GenerateContentResponse> chunks = client.models.generateContentStream(model, prompt, null)) {
      for (GenerateContentResponse chunk : chunks) {
        Optional.ofNullable(chunk.text()).filter(text -> !text.isEmpty()).ifPresent(piece);
      }
    } catch (ApiException error) {
      throw explained(error);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static GoogleCredentials credentials() {
    try {
      return GoogleCredentials.getApplicationDefault().createScoped(SCOPES);
    } catch (IOException error) {
      throw new VertexException(
          "No Google credentials were found. On your own machine: gcloud auth application-default login. "
              + "On Cloud Run: the service needs a service account.",
          error);
    }
  }

  /** Says what to do where the identity is what is wrong; all other errors stay as they are. */
  private static RuntimeException explained(ApiException error) {
    return error.code() == 403
        ? new VertexException(
            "This account may not use Vertex AI in the project. Grant it roles/aiplatform.user (@@setUp@@), "
                + "and see that aiplatform.googleapis.com is enabled.",
            error)
        : error;
  }

  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }
}
