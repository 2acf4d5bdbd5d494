using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace IncidentDesk.Pipeline;

/// <summary>The bytes of a text body (JSON where nothing else is named) in a pooled buffer: right kind, within the limit, valid UTF-8.</summary>
internal sealed class BodyBytes : IDisposable
{
    // Kestrel reads this much past our limit and throws it away, so that a client still sending gets to read the 413.
    private const int DrainBytes = 8 << 20;

    private byte[] buffer;
    private int length;

    private BodyBytes(int capacity) => buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Without a byte order mark.</summary>
    public ReadOnlySpan<byte> Text
    {
        get
        {
            var all = buffer.AsSpan(0, length);
            return all.StartsWith("\uFEFF"u8) ? all[3..] : all;
        }
    }

    public static async Task<BodyBytes> ReadAsync(HttpContext http, int maxBytes, CancellationToken cancellation, string kind = "application/json")
    {
        RefuseOtherKinds(http.Request, kind);
        if (http.Request.ContentLength > maxBytes)
            throw TooLarge(http, maxBytes);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = maxBytes + (long)DrainBytes;

        var bytes = new BodyBytes((int)(http.Request.ContentLength ?? 4096) + 1);
        try
        {
            await bytes.FillAsync(http, maxBytes, cancellation);
            bytes.RefuseOtherEncodings();
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private async Task FillAsync(HttpContext http, int maxBytes, CancellationToken cancellation)
    {
        while (true)
        {
            if (length == buffer.Length)
                Grow();
            var read = await http.Request.Body.ReadAsync(buffer.AsMemory(length), cancellation);
            if (read == 0)
                return;
            length += read;
            if (length > maxBytes)
                throw TooLarge(http, maxBytes);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private void RefuseOtherEncodings()
    {
        var all = buffer.AsSpan(0, length);
        if (Utf8.IsValid(all))
            return;
        var offset = 0;
        while (Rune.DecodeFromUtf8(all[offset..], out _, out var consumed) == OperationStatus.Done)
            offset += consumed;
        throw new RefusedException(Problems.Validation(Faults.Saying("", "malformed",
            $"The body is not UTF-8: byte {offset} is wrong. Save or send it as UTF-8.",
            $"Nội dung không phải UTF-8: sai tại byte {offset}. Hãy lưu hoặc gửi với mã UTF-8.")));
    }

    private static void RefuseOtherKinds(HttpRequest request, string kind)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase))
            throw new RefusedException(Problems.UnsupportedMediaType());
        if (request.ContentType == kind || (request.ContentType is null && request.ContentLength is null or 0 && !Chunked(request)))
            return;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(kind, StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            throw new RefusedException(Problems.UnsupportedMediaType());
    }

    private static bool Chunked(HttpRequest request) => request.Headers.TransferEncoding.Count > 0;

    private static RefusedException TooLarge(HttpContext http, int maxBytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = maxBytes + (long)DrainBytes;
        return new RefusedException(Problems.TooLarge(maxBytes));
    }
}
