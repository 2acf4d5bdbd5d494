using System.IO.Compression;
using System.Text;

namespace IncidentDesk.Shell;

/// <summary>A rendered part that many get: also packed only once, because packing costs more than handing out.</summary>
public sealed class SharedPart(string text) : IResult
{
    private readonly Lazy<byte[]> plain = new(() => Encoding.UTF8.GetBytes(text));
    private readonly Lazy<byte[]> gzip = new(() => Packed(text, stream => new GZipStream(stream, CompressionLevel.Fastest)));
    private readonly Lazy<byte[]> brotli = new(() => Packed(text, stream => new BrotliStream(stream, CompressionLevel.Optimal)));

    public string Text => text;

    /// <summary>As the whole answer: the parts of a page that its script asked for.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var accepted = httpContext.Request.Headers.AcceptEncoding.ToString();
        var (encoding, content) = accepted.Contains("br", StringComparison.Ordinal) ? ("br", brotli.Value)
            : accepted.Contains("gzip", StringComparison.Ordinal) ? ("gzip", gzip.Value) : (null, plain.Value);
        var response = httpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.Vary = "Accept-Encoding";
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
    }

    private static byte[] Packed(string text, Func<Stream, Stream> packer)
    {
        using var target = new MemoryStream();
        using (var packing = packer(target))
            packing.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
