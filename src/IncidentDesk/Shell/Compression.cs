using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace IncidentDesk.Shell;

/// <summary>
/// Pages, style and script go out compressed: communes have slow lines. The one secret that stands in a page, the form's token, is masked
/// anew in each answer, so that the size of answers tells nothing of it. The API and the stream are left as they are.
/// </summary>
public static class Compression
{
    private static readonly string[] Kinds = ["text/html", "text/css", "text/javascript", "image/svg+xml"];

    // The quickest Brotli is larger than the quickest gzip.
    public static IServiceCollection AddCompression(this IServiceCollection services) => services.Configure<BrotliCompressionProviderOptions>(
        options => options.Level = CompressionLevel.Optimal).AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = Kinds;
        options.Providers.Add<BrotliCompressionProvider>();
        options.Providers.Add<GzipCompressionProvider>();
    });
}
