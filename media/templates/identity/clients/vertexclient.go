// Package vertexclient asks Gemini on Vertex AI as the service itself: no key, here or anywhere.
//
// Credentials are found by Google's own rules (Application Default Credentials). On Cloud Run and GKE they are those of
// the account that the service runs as. On your own machine they are yours, after
//
//	gcloud auth application-default login
//
// Settings: GOOGLE_CLOUD_PROJECT (the project of the credentials, if it is not set), GOOGLE_CLOUD_LOCATION and
// GEMINI_MODEL.
package vertexclient

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"os"
	"strings"

	"cloud.google.com/go/auth/credentials"
	"google.golang.org/genai"
)

// Models are retired: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions
const defaultModel = "@@model@@"

// What went wrong with the identity, with what to do about it. Test for them with errors.Is.
var (
	ErrNoCredentials = errors.New("no Google credentials were found, or they are no longer accepted; on your own machine: gcloud auth application-default login; on Cloud Run the service needs a service account")
	ErrNoProject     = errors.New("GOOGLE_CLOUD_PROJECT is not set; set it to the id of the Google Cloud project")
	ErrForbidden     = errors.New("this account may not use Vertex AI in the project; grant it roles/aiplatform.user (@@setUp@@), and see that aiplatform.googleapis.com is enabled")
)

// Client is safe for use by several goroutines. Make one for the whole process: it keeps connections, and tokens until
// they end.
type Client struct {
	genai *genai.Client
	// Model is what is asked: GEMINI_MODEL, or a default.
	Model string
}

// New finds the credentials and the project.
func New(ctx context.Context) (*Client, error) {
	found, err := credentials.DetectDefault(&credentials.DetectOptions{
		Scopes: []string{"https://www.googleapis.com/auth/cloud-platform"},
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoCredentials, err)
	}
	project := os.Getenv("GOOGLE_CLOUD_PROJECT")
	if project == "" {
		if project, err = found.ProjectID(ctx); err != nil || project == "" {
			return nil, ErrNoProject
		}
	}
	// All of this is said outright, so that a key which happens to be in the environment is not used.
	client, err := genai.NewClient(ctx, &genai.ClientConfig{
		Backend:     genai.@@backend@@,
		Credentials: found,
		Project:     project,
		Location:    cmp.Or(os.Getenv("GOOGLE_CLOUD_LOCATION"), "global"),
	})
	if err != nil {
		return nil, fmt.Errorf("making the client of Vertex AI: %w", err)
	}
	return &Client{genai: client, Model: cmp.Or(os.Getenv("GEMINI_MODEL"), defaultModel)}, nil
}

// Generate gives the whole answer to one prompt.
func (c *Client) Generate(ctx context.Context, prompt string) (string, error) {
	response, err := c.genai.Models.GenerateContent(ctx, c.Model, genai.Text(prompt), nil)
	if err != nil {
		return "", explained(err)
	}
	return response.Text(), nil
}

// Stream gives the answer piece by piece, as it is written; it ends with the first error.
func (c *Client) Stream(ctx context.Context, prompt string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for chunk, err := range c.genai.Models.GenerateContentStream(ctx, c.Model, genai.Text(prompt), nil) {
			if err != nil {
				yield("", explained(err))
				return
			}
			if text := chunk.Text(); text != "" && !yield(text, nil) {
				return
			}
		}
	}
}

// explained says what to do where the identity is what is wrong; all other errors stay as they are.
func explained(err error) error {
	var api genai.APIError
	if errors.As(err, &api) && api.Code == http.StatusForbidden {
		return fmt.Errorf("%w: %w", ErrForbidden, err)
	}
	// Found, but not good for a token: signed out, or no service account.
	if strings.Contains(err.Error(), "cannot fetch token") {
		return fmt.Errorf("%w: %w", ErrNoCredentials, err)
	}
	return err
}
