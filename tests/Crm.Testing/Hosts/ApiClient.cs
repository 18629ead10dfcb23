using System.Net.Http.Json;
using System.Text;

namespace Crm.Testing;

/// <summary>Calls the API and keeps the whole answer. A body that is a string is sent as it is.</summary>
public sealed class ApiClient(HttpClient http)
{
    public HttpClient Http { get; } = http;

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiAnswer> PostAsync(string path, object? body = null, Guid? key = null, long? revision = null) =>
        SendAsync(HttpMethod.Post, path, body ?? new { }, key, revision);

    public Task<ApiAnswer> PutAsync(string path, object? body, Guid? key = null, long? revision = null) =>
        SendAsync(HttpMethod.Put, path, body, key, revision);

    public Task<ApiAnswer> UploadAsync(string path, string name, byte[] bytes)
    {
        var content = new MultipartFormDataContent { { new ByteArrayContent(bytes) { Headers = { ContentType = new("application/pdf") } }, "file", name } };
        return SendAsync(HttpMethod.Post, path, content);
    }

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body, Guid? key = null, long? revision = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        if (key is { } id) request.Headers.Add("Idempotency-Key", id.ToString());
        if (revision is { } seen) request.Headers.Add("If-Match", $"\"{seen}\"");
        using var answer = await Http.SendAsync(request);
        return new ApiAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync())
        {
            ETag = answer.Headers.ETag?.Tag,
            MediaType = answer.Content.Headers.ContentType?.MediaType,
        };
    }
}
