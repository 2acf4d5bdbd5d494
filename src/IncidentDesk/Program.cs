Console.WriteLine(typeof(MediatR.IMediator).Assembly.FullName + " " + typeof(MediatR.IRequest<int>).Assembly.FullName);
