using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IncidentDesk.Pipeline;

/// <summary>What every request passes, in its order.</summary>
public static class PipelineRegistration
{
    /// <summary>Validators are made once: they may ask for singletons only, such as the TimeProvider.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services.AddPipeline(typeof(PipelineRegistration).Assembly);

    /// <param name="services">Where to register.</param>
    /// <param name="slices">The assembly whose validators the gate runs.</param>
    public static IServiceCollection AddPipeline(this IServiceCollection services, Assembly slices)
    {
        services.Configure<KestrelServerOptions>(KestrelLimits.Apply);
        services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationGate<,>));
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(slices, includeInternalTypes: true))
        {
            services.AddSingleton(found.ValidatorType);
            services.AddSingleton(found.InterfaceType, provider => provider.GetRequiredService(found.ValidatorType));
        }
        ApiDocument.Add(services);
        return services;
    }

    /// <summary>
    /// Problems, HEAD, routing and Accept, in this order; put authentication, then <see cref="UseRateGate"/>, authorisation and
    /// doors after it.
    /// </summary>
    /// <param name="app">The desk.</param>
    /// <param name="errorPage">Writes errors for people; without it they get the bare status.</param>
    public static WebApplication UsePipeline(this WebApplication app, ErrorPage? errorPage = null)
    {
        app.UseMiddleware<ProblemMiddleware>(errorPage ?? ((_, _) => Task.CompletedTask));
        app.Use(HeadAsGet.InvokeAsync);
        app.UseRouting();
        app.Use(AcceptGate.InvokeAsync);
        app.Use(WholeForm.InvokeAsync);
        ApiDocument.Use(app);
        ProblemPages.Map(app);
        return app;
    }

    /// <summary>Limits each caller to so many requests a second (0: no limit).</summary>
    public static WebApplication UseRateGate(this WebApplication app, int perSecond, Func<HttpContext, string> callerOf)
    {
        var gate = new RateGate(perSecond, callerOf);
        app.Use(gate.InvokeAsync);
        app.Lifetime.ApplicationStopped.Register(() => gate.DisposeAsync().AsTask().GetAwaiter().GetResult());
        return app;
    }
}
